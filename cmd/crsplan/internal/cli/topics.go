package cli

import "github.com/spf13/cobra"

// topics are the pages of the help that belong to no command.
var topics = []string{"files", "dates", "json", "model", "record"}

// topicCommands are commands that do nothing: "crsplan help files" shows their
// words, which are in the catalogue as those of commands are.
func topicCommands() []*cobra.Command {
	var list []*cobra.Command
	for _, topic := range topics {
		list = append(list, &cobra.Command{Use: topic})
	}
	return list
}
