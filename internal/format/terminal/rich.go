package terminal

// markdown writes a remark.
func (p *page) markdown(in indent, md string) {
	if md == "" {
		return
	}
	p.block(in, []run{plain(clean(md))})
}

// labelledMarkdown writes a remark behind a label.
func (p *page) labelledMarkdown(in indent, label, md string) {
	if md == "" {
		return
	}
	p.labelled(in, label, []run{plain(clean(md))})
}
