package chance

import (
	"slices"

	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/streams"
)

// never stands for the day of an invitation that does not come.
const never = civil.Max

// came is what came of one future.
type came struct {
	on     civil.Day // of the first invitation
	atRisk bool
	higher []civil.Day // at higher cutoffs: of the first invitation, if it holds
	alone  []civil.Day // by stream: of its first invitation, if it holds
}

// meets is one way of an option, ready to meet futures.
type meets struct {
	s      *setting
	steps  []sim.StepRun
	q      *sim.Prospect
	from   civil.Day           // the day from which futures count theirs
	open   [][]streams.Verdict // by stream and day; nil: not asked yet
	totals []int16
	top    int16  // the highest of them
	shut   []bool // by stream that was asked: open on no day
	came   came   // of the newest future
}

// play plays the futures of one way, and of those that are like it.
func (s *setting) play(c *counted, option sim.Option, i int) error {
	t, ways := c.tally, c.ways
	if ways[i].like != i {
		return nil
	}
	m, err := s.meets(c, option, i, false)
	if err != nil {
		return err
	}
	var sure *meets
	if c.outlook.Upper {
		if sure, err = s.meets(c, option, i, true); err != nil {
			return err
		}
	}
	for k := i; k < len(ways); k++ {
		if ways[k].like != i {
			continue
		}
		if s.block == 0 {
			t.score(k, m.q)
		}
		t.rows[k].fails = slices.ContainsFunc(m.steps, func(s sim.StepRun) bool { return s.State == sim.StepFailed })
		// The futures of a way are every so-manieth of all.
		ahead := (k - s.block%len(ways) + len(ways)) % len(ways)
		for path := ahead; path < len(s.paths); path += len(ways) {
			m.meet(s.paths[path])
			t.add(k, &m.came)
			if sure != nil {
				sure.meet(s.paths[path])
				t.addSure(k, &sure.came)
			}
			if m.came.on == never && !s.q.Bare {
				t.blame(k, m.cause(s.paths[path]))
			}
		}
	}
	return nil
}

// meets plays a way, ready to meet futures; with sure, no round of a province takes
// the person that has conditions which are not published.
func (s *setting) meets(c *counted, option sim.Option, i int, sure bool) (*meets, error) {
	w := *s.w
	w.Quiet = true
	if len(c.ontario)+len(c.own) > 0 {
		w.Draws = new(draws.Record)
		for _, own := range c.own {
			if !sure || !own.hidden {
				w.Draws.Provincial = append(w.Draws.Provincial, own.Path(s.q.Seed, i, s.end)...)
			}
		}
		slices.SortStableFunc(w.Draws.Provincial, func(a, b draws.Provincial) int { return int(a.Date - b.Date) })
		for _, bands := range c.ontario {
			w.Draws.Bands = append(w.Draws.Bands, bands.Path(s.q.Seed, i, s.end)...)
		}
		slices.SortStableFunc(w.Draws.Bands, func(a, b draws.Band) int { return int(a.Until - b.Until) })
	}
	proj, err := w.ProjectOn(s.plan, option, c.ways[i].courses, sim.ApplyDays)
	if err != nil {
		return nil, err
	}
	n := len(s.f.Streams)
	m := &meets{s: s, steps: proj.Steps, q: proj.Prospect(), from: s.first(), open: make([][]streams.Verdict, n)}
	m.totals = m.q.Totals()[m.from-s.start:]
	m.top, m.shut = slices.Max(m.totals), make([]bool, n)
	m.came = came{higher: make([]civil.Day, len(s.q.Higher)), alone: make([]civil.Day, n)}
	return m, nil
}

// admits returns on which days from the first on a stream is open; none where
// it never is.
func (m *meets) admits(of uint8) []streams.Verdict {
	if m.open[of] == nil {
		m.open[of] = m.q.Verdicts(m.s.f.Streams[of].Stream)[m.from-m.s.start:]
		m.shut[of] = !slices.Contains(m.open[of], streams.Yes)
	}
	if m.shut[of] {
		return nil
	}
	return m.open[of]
}

// meet finds the first rounds of a future that invite.
func (m *meets) meet(future future) {
	c := &m.came
	c.on, c.atRisk = never, false
	for h := range c.higher {
		c.higher[h] = never
	}
	for of := range c.alone {
		c.alone[of] = never
	}
	for i := range future {
		m.meetStream(&future[i])
	}
}

// meetStream takes in the rounds of one stream.
func (m *meets) meetStream(course *course) {
	c, of := &m.came, course.of
	nominees := m.s.f.Streams[of].Stream == draws.PNP
	if course.least > m.top && !nominees {
		return
	}
	open := m.admits(of)
	if open == nil {
		return
	}
	invited, higher := false, 0 // higher cutoffs are met no sooner than lower ones
	for _, r := range course.rounds {
		total := m.totals[r.day]
		if total < r.cutoff && !nominees || open[r.day] != streams.Yes {
			continue
		}
		cutoff := int(r.cutoff)
		if nominees {
			cutoff = 0
		}
		on := m.from + civil.Day(r.day)
		if !invited {
			invited = true
			atRisk := m.q.AtRisk(m.s.f.Streams[of].Stream, on, cutoff)
			if on < c.on || on == c.on && !atRisk {
				c.on, c.atRisk = on, atRisk
			}
			if !atRisk {
				c.alone[of] = on
			}
		}
		for higher < len(c.higher) && (nominees || int(total) >= cutoff+m.s.q.Higher[higher]) {
			if on < c.higher[higher] && !m.q.AtRisk(m.s.f.Streams[of].Stream, on, cutoff+m.s.q.Higher[higher]) {
				c.higher[higher] = on
			}
			higher++
		}
		if higher == len(c.higher) {
			return
		}
	}
}

// cause says what stood in the way of an invitation on a future: a step that
// failed, one that came too late, a stream that was never open, or points.
func (m *meets) cause(future future) cause {
	for i := range m.steps {
		if m.steps[i].State == sim.StepFailed {
			return cause{kind: failed, step: i}
		}
	}
	for i := range m.steps {
		if state := m.steps[i].State; state != sim.StepDone && state != sim.StepSkipped {
			return cause{kind: notDone, step: i}
		}
	}
	near := cause{kind: noneOpen}
	for i := range future {
		c := &future[i]
		open := m.admits(c.of)
		if open == nil || m.s.f.Streams[c.of].Stream == draws.PNP {
			continue
		}
		for _, r := range c.rounds {
			if open[r.day] != streams.Yes {
				continue
			}
			if short := int(r.cutoff - m.totals[r.day]); near.kind == noneOpen || short < near.short {
				near = cause{kind: tooLow, stream: c.of, short: short}
			}
		}
	}
	return near
}
