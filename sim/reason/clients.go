package reason

import (
	"maps"
	"strings"
)

// forClients begins the codes of phrases that a client reads: of the same
// thing as the code after it, without commands, flags and keys of a file.
const forClients = "client."

// ForClients returns the catalogue in which every phrase that has words for
// clients is said in those.
func (c *Catalogue) ForClients() *Catalogue { return c.clients }

// addClients makes the catalogue for clients.
func (c *Catalogue) addClients() {
	own := *c
	own.clients = &own
	own.phrases = maps.Clone(c.phrases)
	for code, phrase := range c.phrases {
		if of, ok := strings.CutPrefix(code, forClients); ok {
			own.phrases[of] = phrase
		}
	}
	c.clients = &own
}
