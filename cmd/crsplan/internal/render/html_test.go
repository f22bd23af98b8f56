package render_test

import (
	"crypto/sha256"
	"encoding/base64"
	"regexp"
	"strings"
	"testing"

	"crsplan/cmd/crsplan/internal/page"
	"crsplan/cmd/crsplan/internal/render"
	"crsplan/sim/reason/wordtest"
)

// The page asks for nothing from anywhere and runs nothing.
func TestThePageStandsAlone(t *testing.T) {
	outside := regexp.MustCompile(`(?i)<(script|iframe|object|embed|link|form|base)\b|\son\w+=|style="|javascript:|(?:src|href)="(?:https?:|//|data:[^i])|url\(|@import`)
	style := regexp.MustCompile(`(?s)<style>(.*)</style>`)
	policy := regexp.MustCompile(`content="(default-src[^"]*)"`)
	eachClient(t, func(t *testing.T, doc *page.Document) {
		page := written(t, doc, render.HTML)
		if found := outside.FindString(page); found != "" {
			t.Errorf("it has %q", found)
		}
		sum := sha256.Sum256([]byte(style.FindStringSubmatch(page)[1]))
		want := "default-src &#39;none&#39;; style-src &#39;sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "&#39;; img-src data:; base-uri &#39;none&#39;; form-action &#39;none&#39;"
		if got := policy.FindStringSubmatch(page); got == nil || got[1] != want {
			t.Errorf("policy %q, want %q", got, want)
		}
	})
}

func TestThePageIsForEveryReader(t *testing.T) {
	identity := regexp.MustCompile(`\sid="([^"]*)"`)
	labelled := regexp.MustCompile(`aria-labelledby="([^"]*)"|href="#([^"]*)"`)
	levels := regexp.MustCompile(`<h([1-6])`)
	eachClient(t, func(t *testing.T, doc *page.Document) {
		page := written(t, doc, render.HTML)
		if !strings.HasPrefix(page, "<!DOCTYPE html>\n<html lang=\""+doc.Lang+"\">") {
			t.Errorf("it begins with %q", page[:60])
		}
		ids := map[string]bool{}
		for _, m := range identity.FindAllStringSubmatch(page, -1) {
			if ids[m[1]] {
				t.Errorf("the identifier %q stands twice", m[1])
			}
			ids[m[1]] = true
		}
		for _, m := range labelled.FindAllStringSubmatch(page, -1) {
			for id := range strings.FieldsSeq(m[1] + m[2]) {
				if !ids[id] {
					t.Errorf("there is no %q", id)
				}
			}
		}
		before := "0"
		for _, m := range levels.FindAllStringSubmatch(page, -1) {
			if m[1][0] > before[0]+1 {
				t.Errorf("a heading of level %s after one of %s", m[1], before)
			}
			before = m[1]
		}
		if n := strings.Count(page, "<th scope="); n == 0 || n != strings.Count(page, "<th ") {
			t.Errorf("%d of %d headings of tables say of what", n, strings.Count(page, "<th "))
		}
		for svg := range strings.SplitSeq(page, "<svg") {
			if strings.Contains(svg, "</svg>") && (!strings.Contains(svg, `role="img"`) || !strings.Contains(svg, "<title")) {
				t.Errorf("a chart without a role or a title: %.200q", svg)
			}
		}
	})
}

// A client reads no flag, no key of a file and no name of a command.
func TestNothingIsSaidThatIsTyped(t *testing.T) {
	typed := regexp.MustCompile(`--[a-z]|crsplan|\b[a-z]+_[a-z_]+\b|%!|\{[a-z]+\}|\breport\.|\bclient\.|\bpartner\.[a-z]`)
	eachClient(t, func(t *testing.T, doc *page.Document) {
		for _, text := range texts(doc) {
			if found := typed.FindString(text); found != "" {
				t.Errorf("%q in %q", found, text)
			}
		}
	})
}

func TestAFrenchReportHasNoEnglishWord(t *testing.T) {
	eachClient(t, func(t *testing.T, doc *page.Document) {
		if doc.Lang != "fr" {
			return
		}
		// Names that people and offices gave, and that of a test.
		allowed := []string{"IELTS General Training", doc.Client, doc.Office.Name, doc.Footer, doc.Adviser}
		for _, text := range texts(doc) {
			if words := wordtest.English(text, allowed...); len(words) > 0 {
				t.Errorf("%v in %q", words, text)
			}
		}
	})
}

func TestTheSameInputGivesTheSameBytes(t *testing.T) {
	if testing.Short() {
		t.Skip("slow under the race detector")
	}
	c := clients[2]
	again, err := c.make()
	if err != nil {
		t.Fatal(err)
	}
	for _, format := range render.Formats {
		write := func(doc *page.Document) string {
			return writtenOn(t, doc, format, render.Letter)
		}
		if write(c.report(t)) != write(again) {
			t.Errorf("%s: other bytes the second time", format)
		}
	}
}
