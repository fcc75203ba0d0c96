// Package store changes annotation files, and never loses one.
//
// Open reads a file; what it returns is one state of it, and is never changed.
// File.Apply and Update make a change, which is a list of Ops:
//
//	f, err := store.Open("annotations/history.yaml")
//	done, err := f.Apply(ctx, store.Add(
//		yamlfile.Entry{Key: "quote", Value: yamlfile.Text("thousands of lives")},
//		yamlfile.Entry{Key: "comment", Value: yamlfile.Text("Millions, not thousands.")},
//	))
//	...
//	back, err := done.File.Apply(ctx, store.Reverse(done.Undo)) // back.Undo does it again
//
// What it promises:
//
//   - A change that was acknowledged, by a nil error, is on the disk and would be
//     there after a power failure. After an error, and wherever the program dies,
//     the file has its old bytes or its new ones, and never something between.
//   - Every byte that the change does not ask for stays: comments, blank lines,
//     order, quoting, indentation, line ends. A value that is there already is not
//     written again.
//   - Nothing is written into a file that is not understood as a whole. A finding
//     of severity error makes it read-only (File.Refusal), an unknown key too:
//     whoever mends the key would otherwise mend it in a file that has moved on.
//     And nothing is written that would make such a file.
//   - Nobody's change is overwritten. File.Apply changes the state that it was
//     called on. Where the file is no longer in that state, both changes are kept
//     if both only added something; else the error is a *ChangedError, which has
//     the state as it is now. Programs that use this package wait for one another,
//     for five seconds; of others, such as editors, it notices what they wrote up
//     to the very moment of the renaming.
//   - The state before each change is kept, the last Keep of them, in a hidden
//     folder beside the file (.gloss/NAME), which only its owner can read. Restore
//     puts one back, whatever has become of the file.
//   - The id of an annotation stays the same. It is written into the file when the
//     annotation is added or first changed here, and where a change to another
//     annotation would otherwise alter it.
//   - A link stays a link, and the file behind it is changed. The file keeps its
//     mode, and its owner and access list where that is allowed. It is a new file
//     under the old name: a further hard link to the old one stays with that.
//
// Errors are an *Error, a *ChangedError, an *atomicfile.Error or a *source.Error,
// and say what to do in their Help.
package store
