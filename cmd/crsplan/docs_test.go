package main_test

import (
	"go/ast"
	"go/doc/comment"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// docSessions returns the commands that stand in the doc comments of packages,
// "$ crsplan ..." in a block of code, with what they say, by their file.
func docSessions(t *testing.T) map[string][]session {
	t.Helper()
	root := filepath.Join("..", "..")
	list := map[string][]session{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && path != root && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata") {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments|parser.PackageClauseOnly)
		if err != nil {
			return err
		}
		if sessions := sessionsOfDoc(file.Doc); len(sessions) > 0 {
			list[filepath.ToSlash(path)] = sessions
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func sessionsOfDoc(group *ast.CommentGroup) []session {
	if group == nil {
		return nil
	}
	var p comment.Parser
	var list []session
	for _, block := range p.Parse(group.Text()).Content {
		if code, ok := block.(*comment.Code); ok {
			list = append(list, sessionsOf("```console\n"+code.Text+"\n```\n")...)
		}
	}
	return list
}

// The commands run one after another in a folder with the starter files. A
// command of which nothing is shown need only work.
func TestTheCommandsInTheDocsWorkAsPasted(t *testing.T) {
	if testing.Short() {
		t.Skip("slow under the race detector")
	}
	docs := docSessions(t)
	if len(docs) == 0 {
		t.Fatal("no commands found")
	}
	for file, sessions := range docs {
		t.Run(file, func(t *testing.T) {
			t.Chdir(t.TempDir())
			if sessions[0].args[0] != "init" {
				session{args: []string{"init"}}.run(t)
			}
			for _, s := range sessions {
				said := s.run(t)
				for len(s.says) > 0 && s.says[len(s.says)-1] == "" {
					s.says = s.says[:len(s.says)-1]
				}
				if len(s.says) > 0 && !agrees(said, s.says) {
					t.Errorf("crsplan %s (-doc +program)\n%s", strings.Join(s.args, " "), cmp.Diff(s.says, said))
				}
			}
		})
	}
}
