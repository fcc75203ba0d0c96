// Package pipeline leads from files to reports, for the command line and the
// marking page alike: it pairs essays with their annotations, loads both, places
// the annotations and checks the result, for one essay or for many at once.
//
// What is wrong with the files comes back as findings; an error says that an
// input could not be read at all.
package pipeline
