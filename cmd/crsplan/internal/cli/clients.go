package cli

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/render"
	"crsplan/scenarios"
	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
	"crsplan/sim/search"
	"crsplan/sim/streams"
	"crsplan/sim/tomlfile"
)

func (a *app) batchCommand() *cobra.Command {
	b := &office{app: a}
	var common, since, looks string
	cmd := &cobra.Command{
		Use: "batch",
		Example: `  crsplan batch clients clb9 french-nclc7 > answers.jsonl
  crsplan batch clients.jsonl --plan common.toml --out answers.jsonl
  crsplan batch clients.jsonl --plan common.toml --out answers.jsonl --resume
  crsplan batch clients clb9 --out answers.jsonl --reports reports --office office.toml
  crsplan batch clients.jsonl --since 2026-08-18`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) < 1 || len(args) > mostOptions {
				return usage(reason.New("batch-usage")).with(reason.New("batch-usage/hint"))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case common != "" && len(args) > 1:
				return usage(reason.New("plan-with-scenarios", "plan", common)).with(reason.New("batch-plan/hint"))
			case b.goOn && since != "":
				return usage(reason.New("since-resume")).with(reason.New("since-resume/hint"))
			case b.reports.folder != "" && since != "":
				return usage(reason.New("since-reports")).with(reason.New("since-resume/hint"))
			case b.reports.folder == "" && b.reports.flags.changed(cmd) != "":
				return usage(reason.New("batch-no-reports", "flag", b.reports.flags.changed(cmd))).with(reason.New("batch-no-reports/hint"))
			case b.goOn && (a.out == "" || a.out == standard):
				return usage(reason.New("batch-resume")).with(reason.New("batch-resume/hint"))
			}
			var err error
			if b.search, err = searches(looks); err != nil {
				return err
			}
			if err := b.open(common, args[1:]); err != nil {
				return err
			}
			known, err := dayOr("--since", since, 0)
			if err != nil {
				return err
			}
			ctx, stop := interrupts.patient(cmd.Context())
			defer stop()
			defer collectRarely()()
			if since != "" {
				return b.since(ctx, args[0], known)
			}
			return b.run(ctx, args[0])
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&common, "plan", "", "")
	flags.IntVar(&b.paths, "paths", batchPaths, "")
	flags.StringVar(&since, "since", "", "")
	flags.StringVar(&looks, "search", "off", "")
	flags.BoolVar(&b.goOn, "resume", false, "")
	flags.StringVar(&b.reports.folder, "reports", "", "")
	b.reports.flags.add(cmd, string(render.PDF))
	return cmd
}

// batchPaths is how many futures each client is played on.
const batchPaths = 2000

// office is one run over many clients, and what they have in common.
type office struct {
	app      *app
	goOn     bool
	world    *sim.World
	record   *draws.Record
	paths    int
	common   *sim.Plan // without a profile
	warnings reason.Warnings
	settings string // of the key: what is the same for every client
	options  string // of the key: the options that they have in common
	ahead    *answer.Ahead
	search   bool // for what is better than the options
	given    []search.Move
	journal  *journal
	reports  reports // none without a folder
}

// open reads what the clients have in common.
func (b *office) open(plan string, words []string) (err error) {
	a := b.app
	if b.paths < 0 || b.paths > mostPaths {
		return usage(reason.New("paths-range", "paths", b.paths, "most", mostPaths))
	}
	if b.world, err = a.world(); err != nil {
		return err
	}
	b.record = a.record(b.world)
	h := sha256.New()
	note(h, words...)
	reader := &scenarios.Reader{Open: noting(h, a.read)}
	if plan != "" {
		text, err := reader.Open(plan)
		if err != nil {
			return err
		}
		if b.common, b.warnings, err = reader.CommonPlan(a.nameOf(plan), text); err != nil {
			return err
		}
	} else {
		b.common = &sim.Plan{}
		if b.common.Options, b.warnings, err = optionsOf(reader, b.world, words); err != nil {
			return err
		}
	}
	if err := checkAllKnown(b.world, b.common.Options); err != nil {
		return err
	}
	w := b.world
	b.ahead = answer.NewAhead(b.record, w.Today, answer.ChanceQuery{Paths: b.paths, Seed: a.seed, Bare: b.reports.folder == ""})
	b.given = a.library(w)
	b.options = string(h.Sum(nil))
	looks := sha256.New()
	if b.reports.folder != "" {
		if err := b.reports.open(a, looks, b.goOn); err != nil {
			return err
		}
	}
	version, _ := built() // another program may answer otherwise
	b.settings = fmt.Sprint(answer.Schema, version, a.lang, a.asOf, a.seed, b.paths, b.search, w.LetExpire, b.common.HorizonMonths, b.common.Start,
		w.Book.Digest(w.Known), streams.Digest(w.Known), b.record.Digest(), scenarios.LibraryDigest(), looks.Sum(nil))
	return nil
}

// noting returns a way to open files that notes what it reads, and what there
// was not to be read.
func noting(h io.Writer, open func(string) ([]byte, error)) func(string) ([]byte, error) {
	return func(path string) ([]byte, error) {
		text, err := open(path)
		if err != nil {
			note(h, "no file")
		} else {
			note(h, string(text))
		}
		return text, err
	}
}

// note writes texts so that no two lists of them are alike.
func note(h io.Writer, texts ...string) {
	for _, text := range texts {
		fmt.Fprintf(h, "%d\n%s", len(text), text)
	}
}

// run answers for the clients of a folder or a file.
func (b *office) run(ctx context.Context, path string) error {
	a := b.app
	source, err := a.clients(path)
	if err != nil {
		return err
	}
	defer source.close()
	var to answers = &printed{out: a.Out, name: a.words.Term("standard-output")}
	if a.out != "" && a.out != standard {
		if b.journal, err = openJournal(a.out, b.goOn); err != nil {
			return err
		}
		defer b.journal.close()
		to = b.journal
	}
	defer b.reports.close()
	sum := newSummary(a.progress("progress.clients", source.total), b.record)
	err = inOrder(ctx, b.entries(source), b.answer, func(r answered) error {
		if r.stop != nil {
			return r.stop
		}
		sum.add(&r)
		return to.add(r.text)
	})
	sum.progress.end()
	if err == nil {
		err = source.unread
	}
	if err == nil {
		err = to.finish()
	}
	if err != nil {
		unsaved := to.save() // what can be kept is kept
		if ctx.Err() == nil {
			return err
		}
		return b.interrupted(sum, unsaved)
	}
	b.say(sum)
	return b.badEnd(sum)
}

// interrupted says what is kept of a run that was broken off.
func (b *office) interrupted(sum *summary, unsaved error) error {
	if unsaved != nil {
		return unsaved
	}
	stopped := &mistake{what: reason.New("batch-interrupted", "count", sum.progress.n), code: exitInterrupted}
	if b.journal != nil {
		stopped.hint = reason.New("batch-interrupted/hint", "path", b.journal.path)
	}
	return stopped
}

// answers is where the lines of a batch go.
type answers interface {
	add(text []byte) error
	save() error   // what was added lasts
	finish() error // after the last
}

// printed are answers on standard output.
type printed struct {
	out  io.Writer
	name string
}

func (p *printed) add(text []byte) error {
	if _, err := p.out.Write(text); err != nil {
		return &notWritten{p.name, cause(err)}
	}
	return nil
}

func (p *printed) save() error   { return nil }
func (p *printed) finish() error { return nil }

// answered is what came of one client.
type answered struct {
	text  []byte
	doc   clientLine
	taken bool  // from what was done before
	stop  error // what ends the whole batch
}

// clientLine is a line of a batch: an answer, or why there is none.
type clientLine struct {
	answer.Client
	Error *mistakeDoc
}

// badClient stands in the place of an answer that a client did not get. The
// key is empty where another try may end otherwise, with nothing changed.
type badClient struct {
	Schema int        `json:"schema"`
	ID     any        `json:"id"`
	Input  any        `json:"input"`
	Today  civil.Day  `json:"today"`
	Error  mistakeDoc `json:"error"`
	Key    string     `json:"key,omitempty"`
}

// answer makes the line of one client, or takes it over.
func (b *office) answer(e entry) (r answered) {
	h := sha256.New()
	client, text, err := b.app.readEntry(&scenarios.Reader{Open: noting(h, b.app.read)}, &e)
	key := ""
	if text != nil {
		note(h, string(text), fmt.Sprint(client.ID), b.settings)
		if err != nil || len(client.Plan.Options) == 0 {
			note(h, b.options)
		}
		key = hex.EncodeToString(h.Sum(nil)[:16])
		if b.journal != nil {
			if line, ok := b.journal.taken(key, b.world.Today); ok && r.take(line, e.input()) && b.reported(&r, &e) {
				return r
			}
			r = answered{}
		}
	}
	var doc *answer.Client
	if err == nil {
		doc, err = b.clientOf(client, e.report)
	}
	if r.stop = stopped(err); r.stop != nil {
		return r
	}
	if err != nil {
		bad := b.badClient(&e, client.ID, key, err)
		r.doc.ID, r.doc.Input, r.doc.Error = bad.ID, bad.Input, &bad.Error
		r.write(bad)
		return r
	}
	doc.ID, doc.Input, doc.Key = client.ID, e.input(), key
	r.doc.Client = *doc
	r.write(doc)
	return r
}

// badClient says why a client cannot be answered.
func (b *office) badClient(e *entry, id any, key string, err error) *badClient {
	bad := &badClient{Schema: answer.Schema, ID: id, Input: e.input(), Today: b.world.Today, Error: b.app.errorOf(err, e.line.n), Key: key}
	if problems, ok := errors.AsType[tomlfile.Problems](err); ok && problems[0].File != e.path {
		bad.Error.File = problems[0].File
	}
	return bad
}

func (r *answered) write(doc any) {
	var b bytes.Buffer
	if err := writeJSON(&b, doc, false); err != nil {
		panic("cli: an answer that JSON cannot hold: " + err.Error())
	}
	r.text = seal(b.Bytes())
}

// take takes over a line that was made before. The client may stand on another
// line by now; of a client without an answer the error tells the line too, and
// is made anew.
func (r *answered) take(line []byte, input any) bool {
	dec := json.NewDecoder(bytes.NewReader(line))
	dec.UseNumber() // an id stays as it is
	if dec.Decode(&r.doc) != nil {
		return false
	}
	if r.text = line; fmt.Sprint(r.doc.Input) != fmt.Sprint(input) {
		if r.doc.Error != nil {
			return false
		}
		r.doc.Input = input
		r.doc.Key, _, _ = strings.Cut(r.doc.Key, sealMark)
		r.write(&r.doc.Client)
	}
	r.taken = true
	return true
}

// clientOf answers for a client, and writes their report where it has a name.
func (b *office) clientOf(c *scenarios.Client, name string) (doc *answer.Client, err error) {
	defer saved(&err)
	plan, warnings, err := b.planOf(c)
	if err != nil {
		return nil, err
	}
	doc, err = answer.ClientOf(context.Background(), b.app.words, b.world, plan, b.record, answer.PlanQuery{Ahead: b.ahead, Search: b.search, Given: b.given}, warnings)
	if err != nil || name == "" {
		return doc, err
	}
	files, missing, err := b.reports.of(context.Background(), b, plan, warnings, name)
	if err != nil {
		return nil, err
	}
	doc.Reports = files
	if missing != "" {
		doc.Warnings = append(doc.Warnings, answer.Words(b.app.words, reason.Warnings{reason.New("report-letters", "letters", missing)})...)
	}
	return doc, nil
}

// saved makes an error of what goes wrong inside the program itself: an error
// of one client, and not of the others.
func saved(err *error) {
	if broken := recover(); broken != nil {
		*err = failed(reason.New("batch-broke", "error", fmt.Sprint(broken))).with(reason.New("batch-broke/hint"))
	}
}

// planOf returns the plan of a client, with what all have in common where the
// client has nothing of its own.
func (b *office) planOf(c *scenarios.Client) (*sim.Plan, reason.Warnings, error) {
	plan := *c.Plan
	var warnings reason.Warnings
	if len(plan.Options) == 0 {
		plan.Options = b.common.Options
		warnings.Add(b.warnings...)
	} else if err := checkAllKnown(b.world, plan.Options); err != nil {
		return nil, nil, err
	}
	warnings.Add(c.Warnings...)
	if plan.HorizonMonths == 0 {
		plan.HorizonMonths = b.common.HorizonMonths
	}
	if plan.Start.IsZero() {
		plan.Start = b.common.Start
	}
	if !c.On.IsZero() {
		startOn(b.world, &plan, c.On)
	}
	return &plan, warnings, nil
}
