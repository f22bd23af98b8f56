package main_test

import (
	"go/ast"
	"go/doc"
	"go/doc/comment"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// bracketed is a name in brackets, as links of doc comments are written.
var bracketed = regexp.MustCompile(`\[\*?(?:[a-z]\w*\.)?[A-Z]\w*(?:\.[A-Z]\w*)?\]`)

// A link of a doc comment, such as [Candidate] or [civil.Day], leads to a
// declaration of the package or of one that its file imports.
func TestEveryLinkOfADocCommentLeadsSomewhere(t *testing.T) {
	root := filepath.Join("..", "..")
	folders := map[string][]string{} // the files of each folder
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && path != root && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata"):
			return fs.SkipDir
		case !d.IsDir() && strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go"):
			folders[filepath.Dir(path)] = append(folders[filepath.Dir(path)], path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	links := 0
	for folder, paths := range folders {
		files := token.NewFileSet()
		var parsed []*ast.File
		for _, path := range paths {
			file, err := parser.ParseFile(files, path, nil, parser.ParseComments)
			if err != nil {
				t.Fatal(err)
			}
			parsed = append(parsed, file)
		}
		// NewFromFiles takes the files apart: the comments are read before it.
		var groups []*ast.CommentGroup
		for _, file := range parsed {
			groups = append(groups, file.Comments...)
		}
		pkg, err := doc.NewFromFiles(files, parsed, folder, doc.AllDecls)
		if err != nil {
			t.Fatal(err)
		}
		reader := pkg.Parser()
		for _, group := range groups {
			at := files.Position(group.Pos())
			for _, text := range plainTexts(reader.Parse(group.Text()).Content) {
				for _, dead := range bracketed.FindAllString(text, -1) {
					t.Errorf("%s: %s leads nowhere", at, dead)
				}
				links++
			}
		}
	}
	if links == 0 {
		t.Fatal("no comments found")
	}
}

// plainTexts are the texts of blocks that are no links and no code.
func plainTexts(blocks []comment.Block) (list []string) {
	inline := func(texts []comment.Text) {
		for _, text := range texts {
			if plain, ok := text.(comment.Plain); ok {
				list = append(list, string(plain))
			}
		}
	}
	for _, block := range blocks {
		switch b := block.(type) {
		case *comment.Paragraph:
			inline(b.Text)
		case *comment.Heading:
			inline(b.Text)
		case *comment.List:
			for _, item := range b.Items {
				list = append(list, plainTexts(item.Content)...)
			}
		}
	}
	return list
}
