package terminal

// marks writes the marks, one line for each criterion, the sums below each other.
func (p *page) marks() {
	m := p.r.Marks
	if m == nil {
		return
	}
	title := "Marks"
	if m.Rubric != "" {
		title += " · " + oneLine(m.Rubric)
	}
	p.section(title)
	column := displayWidth("Total")
	for _, c := range m.Criteria {
		column = max(column, displayWidth(oneLine(c.Name())))
	}
	column = min(column, p.width/2)
	for _, c := range m.Criteria {
		p.mark(column, oneLine(c.Name()), c.Text())
		in := spaces(2)
		if c.Level != "" {
			p.labelled(in, oneLine(c.Level)+colon(c.Descriptor), []run{plain(clean(c.Descriptor))})
		}
		p.markdown(in, c.Comment)
	}
	p.mark(column, "Total", m.TotalText())
}

// mark writes a name and what was given for it.
func (p *page) mark(column int, name, given string) {
	p.block(indent{rest: spaces(4).rest}, []run{
		plain(name), glue(blanks(column - displayWidth(name))), plain("  "), {text: given, style: style{attr: bold}},
	})
}

func colon(after string) string {
	if after == "" {
		return ""
	}
	return ": "
}
