package anchor

// judged compares all likely places.
func (l *look) judged() Match {
	if l.opts.NoFuzzy {
		return Match{}
	}
	best := cleanest(keep(l.seen, func(p place) bool { return !p.fit.forbids() }))
	if len(best) == 0 {
		return Match{}
	}
	m, _ := l.unsettled(best)
	return m
}
