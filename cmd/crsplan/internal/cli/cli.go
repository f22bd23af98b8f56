// Package cli is the command line of crsplan: one file a command. It reads
// the files, knows the day, asks package answer, and prints.
//
// Output is data on standard output and talk on standard error. Files are
// written whole or not at all.
package cli

import (
	"cmp"
	"errors"
	"io"
	"os"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/scenarios"
	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/crs"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
	"crsplan/sim/tomlfile"
)

// Env is what the command line takes from the outside.
type Env struct {
	In       io.Reader
	Out, Err io.Writer
	Today    civil.Day // the clock's
	Getenv   func(string) string
	// Now is the clock itself, for what runs on past midnight; nil: Today.
	Now func() civil.Day

	// Patience is how long the network may take for a whole answer; zero: 30
	// seconds.
	Patience time.Duration
}

// The exit codes.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
	exitMissed = 3 // --check: no option reaches it

	exitInterrupted = 130
)

// Main runs one command and returns the exit code.
func Main(args []string, env Env) int {
	defer interrupts.watch()()
	app := &app{Env: env, words: wordsOf(args)}
	root := app.root()
	root.SetArgs(args)
	err := root.Execute()
	if err == nil {
		return exitDone
	}
	return app.fail(err)
}

// wordsOf returns the words of the language that --lang asks for, which are
// needed before the flags are read: to help, and to say what is wrong with
// them. English where there are none; checkLang says so later.
func wordsOf(args []string) *reason.Catalogue {
	lang := ""
	for i, arg := range args {
		if arg == "--" {
			break
		}
		if value, ok := strings.CutPrefix(arg, "--lang="); ok {
			lang = value
		} else if arg == "--lang" && i+1 < len(args) {
			lang = args[i+1]
		}
	}
	if words, ok := reason.In(lang); ok {
		return words
	}
	return reason.English()
}

// collectRarely lets five times more lie about before garbage is collected, until
// what it returns is called. It is for commands that leave little behind: score
// never collects, which takes an eighth of its time off, and batch and best take
// a tenth and a fifth less, for some sixty megabytes at most.
func collectRarely() (usually func()) {
	percent := debug.SetGCPercent(400)
	return func() { debug.SetGCPercent(percent) }
}

// app is one run of the program: its surroundings and the global flags.
type app struct {
	Env
	words *reason.Catalogue

	asOf, rules, lang, out       string
	details                      bool   // --details
	tables                       string // the form of --table
	json, quiet, noColor, expire bool
	seed                         uint64

	roundsOnce sync.Once
	roundsRead *draws.Record // by rounds
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:           "crsplan",
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          command,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetIn(a.In)
	root.SetOut(a.Out)
	root.SetErr(a.Err)
	flags := root.PersistentFlags()
	flags.StringVar(&a.asOf, "as-of", "", "")
	flags.StringVar(&a.rules, "rules", "", "")
	flags.BoolVar(&a.json, "json", false, "")
	flags.StringVar(&a.lang, "lang", "en", "")
	flags.BoolVar(&a.quiet, "quiet", false, "")
	flags.BoolVar(&a.noColor, "no-color", false, "")
	flags.Uint64Var(&a.seed, "seed", defaultSeed, "")
	flags.StringVarP(&a.out, "out", "o", "", "")
	flags.BoolVar(&a.expire, "let-expire", false, "")
	root.PersistentPreRunE = func(cmd *cobra.Command, _ []string) error {
		return cmp.Or(a.checkLang(), a.checkTable(cmd), a.checkAsOf(cmd))
	}
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error {
		return usage(reason.New("usage", "error", reason.Said(err.Error()))).with(reason.New("usage/hint"))
	})
	root.AddCommand(a.withTables(a.planCommand(), a.scoreCommand(), a.eligibleCommand(), a.provincesCommand(), a.replayCommand(), a.leversCommand(), a.bestCommand(), a.forecastCommand(), a.backtestCommand(), a.drawsCommand(), a.scenariosCommand(), a.rulesCommand(), a.explainCommand(), a.occupationsCommand())...)
	root.AddCommand(a.reportCommand(), a.chartCommand(), a.batchCommand(), a.checkCommand(), a.schemaCommand(), a.manCommand(), a.initCommand(), a.serveCommand(), a.siteCommand(), a.versionCommand())
	root.AddCommand(topicCommands()...)
	a.help(root)
	a.completion(root)
	return root
}

// command says that a word is no command.
func command(root *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return noCommand(root, args[0])
}

// noArguments says that a command takes none.
func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return usage(reason.New("no-arguments", "command", cmd.Name(), "argument", args[0])).with(reason.New("usage/hint"))
}

// oneArgument says that a command takes one, or none.
func oneArgument(cmd *cobra.Command, args []string) error {
	if len(args) <= 1 {
		return nil
	}
	return usage(reason.New("too-many-arguments", "command", cmd.Name(), "argument", args[1])).with(reason.New("usage/hint"))
}

func (a *app) checkLang() error {
	if _, ok := reason.In(a.lang); !ok {
		return usage(reason.New("lang-unknown", "lang", a.lang)).with(reason.New("lang-unknown/hint", "langs", strings.Join(reason.Languages(), ", ")))
	}
	return nil
}

// checkAsOf refuses an empty day of knowledge: it was meant to come from a
// variable, and today would be another answer. From here on the words are those
// of the day.
func (a *app) checkAsOf(cmd *cobra.Command) error {
	if cmd.Flags().Changed("as-of") && strings.TrimSpace(a.asOf) == "" {
		return usage(reason.New("flag-empty", "flag", "--as-of")).with(reason.New("flag-empty/hint", "flag", "--as-of"))
	}
	known := a.Today
	if day, err := civil.Parse(a.asOf); err == nil { // what is no day is refused where the world is made
		known = day
	}
	a.words = a.words.AsOf(known)
	return nil
}

// world returns what the global flags say is known: the rules and the day.
func (a *app) world() (*sim.World, error) {
	w := &sim.World{Book: crs.Embedded(), Today: a.Today, LetExpire: a.expire}
	if a.asOf != "" {
		day, err := civil.Parse(a.asOf)
		if err != nil {
			return nil, usage(reason.New("flag-day", "flag", "--as-of", "value", a.asOf)).with(reason.New("flag-day/hint"))
		}
		w.Today, w.AsOf = day, true
	}
	w.Known = w.Today
	if a.rules != "" {
		in, err := a.instrument(w)
		if err != nil {
			return nil, err
		}
		w.Book = w.Book.With(in)
	}
	return w, nil
}

// instrument returns the instrument of --rules: one that ships without being
// in force, by its name, or a file of the user's. A proposal is put in force
// from today.
func (a *app) instrument(w *sim.World) (*crs.Instrument, error) {
	if in, ok := crs.Embedded().Proposal(a.rules); ok {
		if in.Announced > w.Known {
			return nil, later(in.ID, in.Announced, w.Known)
		}
		return in.From(w.Today), nil
	}
	var names []string
	for _, in := range crs.Embedded().Proposals() {
		names = append(names, in.ID)
	}
	data, err := a.read(a.rules)
	if errors.Is(err, os.ErrNotExist) {
		hint := reason.New("rules-unknown/hint", "names", strings.Join(names, ", "))
		if near, ok := tomlfile.Nearest(a.rules, names); ok {
			hint = reason.New("hint.did-you-mean", "near", near)
		}
		return nil, usage(reason.New("rules-unknown", "name", a.rules)).with(hint)
	}
	if err != nil {
		return nil, err
	}
	in, err := scenarios.ReadInstrument(a.nameOf(a.rules), data)
	if err != nil {
		return nil, err
	}
	if in.Announced > w.Known && !w.AsOf {
		a.say(reason.New("rules-not-yet", "path", a.nameOf(a.rules), "announced", in.Announced, "day", w.Known))
	}
	if in.Proposed() {
		return in.From(w.Today), nil
	}
	return in.AsOwn(), nil
}

// record returns the rounds known on a day.
func (a *app) record(w *sim.World) *draws.Record { return a.rounds().Until(w.Known) }

func (a *app) reader() *scenarios.Reader { return &scenarios.Reader{Open: a.read} }

// readerFor reads plans, and scenarios for one, where those that its profile
// suggests have names too; plan is nil where each person has a plan of their own.
func (a *app) readerFor(w *sim.World, plan *sim.Plan) *scenarios.Reader {
	return &scenarios.Reader{Open: a.read, Made: answer.MadeIn(a.words, w), For: plan}
}

// day reads a day given to a flag.
func day(flag, value string) (civil.Day, error) {
	d, err := civil.Parse(value)
	if err != nil {
		return 0, usage(reason.New("flag-day", "flag", flag, "value", value)).with(reason.New("flag-day/hint"))
	}
	return d, nil
}

// dayOr reads a day given to a flag, or takes another where none is given.
func dayOr(flag, value string, other civil.Day) (civil.Day, error) {
	if value == "" {
		return other, nil
	}
	return day(flag, value)
}

// forward is an error where a span of days ends before it begins; a zero day
// bounds nothing.
func forward(from, to civil.Day) error {
	if from.IsZero() || to.IsZero() || from <= to {
		return nil
	}
	return usage(reason.New("flag-backward", "from", from, "to", to))
}
