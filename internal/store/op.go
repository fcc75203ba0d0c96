package store

import (
	"fmt"

	"gloss/internal/yamlfile"
)

// Op is one step of a change. The Ops of a change are made in their order, and
// all of them or none.
type Op interface {
	apply(d *draft) error
	// onlyAdds reports whether nothing that is in the file is changed by it.
	onlyAdds() bool
}

type (
	add  struct{ fields []yamlfile.Entry }
	edit struct {
		id     string
		fields []yamlfile.Entry
	}
	unset struct {
		id   string
		keys []string
	}
	remove struct{ id string }
	reply  edit
	setKey struct {
		key   string
		value yamlfile.Content
	}
	fillKey  setKey
	setScore setKey
)

// Add appends an annotation with these keys. Where id is not among them it gets
// one, made from its selector; Commit.Added tells it.
func Add(fields ...yamlfile.Entry) Op { return add{fields} }

// Edit gives keys of an annotation new values. An empty text, list or map takes
// the key away; only an empty replacement stands for itself, because it means that
// the words be deleted. A key that has the value already stays as it is written.
// The final line end of a comment says nothing and stays as it was.
func Edit(id string, fields ...yamlfile.Entry) Op { return edit{id, fields} }

// Unset takes keys of an annotation away.
func Unset(id string, keys ...string) Op { return unset{id, keys} }

// Remove takes an annotation away.
func Remove(id string) Op { return remove{id} }

// Reply appends to the conversation about an annotation.
func Reply(id string, fields ...yamlfile.Entry) Op { return reply{id, fields} }

// SetKey gives a key at the top of the file, such as overall, a new value; what
// Edit says about values holds here too.
func SetKey(key string, value yamlfile.Content) Op { return setKey{key, value} }

// FillKey is SetKey where the file has no value for the key yet, and nothing
// otherwise. A new file is told its essay by it.
func FillKey(key string, value yamlfile.Content) Op { return fillKey{key, value} }

// SetScore gives the score of one criterion a new value.
func SetScore(criterion string, value yamlfile.Content) Op { return setScore{criterion, value} }

func (add) onlyAdds() bool      { return true }
func (edit) onlyAdds() bool     { return false }
func (unset) onlyAdds() bool    { return false }
func (remove) onlyAdds() bool   { return false }
func (reply) onlyAdds() bool    { return true }
func (setKey) onlyAdds() bool   { return false }
func (fillKey) onlyAdds() bool  { return true }
func (setScore) onlyAdds() bool { return false }

func (o add) apply(d *draft) error {
	id, fields, err := d.newItem(o.fields)
	if err != nil {
		return err
	}
	d.push(yamlfile.Edit{Op: yamlfile.Insert, Path: d.listPath(yamlfile.End()), Value: yamlfile.MapOf(fields...)})
	d.items = append(d.items, place{id: id, index: d.nodes, written: true})
	d.nodes++
	d.added = append(d.added, id)
	return nil
}

func (o edit) apply(d *draft) error {
	at, err := d.find(o.id)
	if err != nil {
		return err
	}
	node := d.items[at].node
	var edits []yamlfile.Edit
	for _, f := range o.fields {
		if f.Key == "id" {
			return &Error{Path: d.name(), Reason: "an id never changes", Err: ErrInvalid}
		}
		path := append(d.itemPath(at), yamlfile.KeyStep(f.Key))
		edits = append(edits, yamlfile.Changes(path, node.Find(f.Key), asWritten(f, node.Find(f.Key)))...)
	}
	d.touch(at, edits)
	return nil
}

func (o unset) apply(d *draft) error {
	at, err := d.find(o.id)
	if err != nil {
		return err
	}
	var edits []yamlfile.Edit
	for _, key := range o.keys {
		if d.items[at].node.Find(key) != nil {
			edits = append(edits, yamlfile.Edit{Op: yamlfile.Remove, Path: append(d.itemPath(at), yamlfile.KeyStep(key))})
		}
	}
	d.touch(at, edits)
	return nil
}

func (o remove) apply(d *draft) error {
	at, err := d.find(o.id)
	if err != nil {
		return err
	}
	d.push(yamlfile.Edit{Op: yamlfile.Remove, Path: d.itemPath(at)})
	d.forget(at)
	return nil
}

func (o reply) apply(d *draft) error {
	at, err := d.find(o.id)
	if err != nil {
		return err
	}
	if len(o.fields) == 0 {
		return &Error{Path: d.name(), Reason: "a reply needs something to say", Err: ErrInvalid}
	}
	path := append(d.itemPath(at), yamlfile.KeyStep("replies"), yamlfile.End())
	d.touch(at, []yamlfile.Edit{{Op: yamlfile.Insert, Path: path, Value: yamlfile.MapOf(o.fields...)}})
	return nil
}

func (o setKey) apply(d *draft) error {
	if o.key == "annotations" {
		return &Error{Path: d.name(), Reason: "annotations are changed one by one", Err: ErrInvalid}
	}
	if err := d.settleTop(); err != nil {
		return err
	}
	node := d.root.Find(o.key)
	d.top = true
	d.push(yamlfile.Changes(yamlfile.Path{yamlfile.KeyStep(o.key)}, node, asWritten(yamlfile.Entry{Key: o.key, Value: o.value}, node))...)
	return nil
}

func (o fillKey) apply(d *draft) error {
	if err := d.settleTop(); err != nil {
		return err
	}
	if n := d.root.Find(o.key); n != nil && n.Kind != yamlfile.Absent {
		return nil
	}
	return setKey(o).apply(d)
}

func (o setScore) apply(d *draft) error {
	if o.key == "" {
		return &Error{Path: d.name(), Reason: "a score needs a criterion", Err: ErrInvalid}
	}
	if err := d.settleTop(); err != nil {
		return err
	}
	scores := d.root.Find("scores")
	if scores == nil || len(scores.Pairs) == 0 {
		if o.value.IsEmpty() {
			return nil
		}
		return setKey{"scores", yamlfile.MapOf(yamlfile.Entry{Key: o.key, Value: o.value})}.apply(d)
	}
	path := yamlfile.Path{yamlfile.KeyStep("scores"), yamlfile.KeyStep(o.key)}
	d.top = true
	d.push(yamlfile.Changes(path, scores.Find(o.key), asWritten(yamlfile.Entry{Key: "", Value: o.value}, scores.Find(o.key)))...)
	return nil
}

// asWritten is the value to write: nothing takes the key away, and Markdown ends
// as it did before.
func asWritten(f yamlfile.Entry, old *yamlfile.Node) *yamlfile.Content {
	switch {
	case f.Value.IsEmpty() && f.Key != "replacement":
		return nil
	case f.Key == "comment" || f.Key == "overall":
		v := f.Value.EndingAs(old)
		return &v
	}
	return &f.Value
}

// noAnnotation says that an id is not in the file.
func (d *draft) noAnnotation(id string) error {
	var ids []string
	for _, p := range d.items {
		ids = append(ids, p.id)
	}
	e := &Error{Path: d.name(), Reason: fmt.Sprintf("there is no annotation with the id %q", id), Err: ErrNoAnnotation}
	if near := yamlfile.Nearest(id, ids); near != "" {
		e.Help = fmt.Sprintf("did you mean %q?", near)
	}
	return e
}
