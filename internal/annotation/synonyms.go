package annotation

import "strings"

// synonyms are what people call the keys of an annotation file, in English and in
// some other languages: from the word, in lower case and without spaces, hyphens
// and underscores, to the keys that it can stand for.
//
//nolint:misspell // they are words of several languages
func synonyms() map[string][]string {
	out := map[string][]string{}
	for _, s := range []struct{ key, words string }{
		{"quote", "text exact passage excerpt extract phrase words citation citat cita citazione citaat zitat textstelle stelle цитата"},
		{"comment", "note remark feedback message body text description explanation kommentar anmerkung bemerkung commentaire remarque comentario commento opmerking komentarz коментар комментарий"},
		{"kind", "type sort art typ genre tipo soort"},
		{"category", "class area topic kategorie catégorie categorie categoría categoria"},
		{"severity", "level priority weight importance gewicht gravité"},
		{"correction", "right truth fact korrektur berichtigung corrección correzione correctie"},
		{"replacement", "fix replace replacewith change rewrite substitute ersetzung ersatz remplacement reemplazo"},
		{"sources", "evidence reference references ref refs link links quelle quellen référence références fuente fuentes"},
		{"next", "action todo advice step nextstep nextsteps nächstes nächsterschritt"},
		{"marks", "mark points score grade deduction punkte punkt note noten puntos punti"},
		{"tags", "label labels keyword keywords"},
		{"criterion", "criteria kriterium critère criterio"},
		{"by", "author marker teacher who from autor auteur von"},
		{"created", "date time when"},
		{"private", "hidden internal secret"},
		{"prefix", "before davor avant"},
		{"suffix", "after danach après"},
		{"occurrence", "nth which number instance"},
		{"paragraph", "para absatz paragraphe párrafo abschnitt"},
		{"lines", "line zeile zeilen ligne lignes"},
		{"annotations", "comments notes remarks marks corrections kommentare anmerkungen annotationen commentaires remarques comentarios anotaciones"},
		{"overall", "comment overallcomment generalcomment summary general feedback gesamt gesamteindruck fazit bilan"},
		{"strengths", "positives good praise whatwentwell www stärken forces pointsforts"},
		{"next_steps", "targets improvements evenbetterif ebi todo nächsteschritte conseils"},
		{"scores", "marks points grades score punkte"},
		{"student", "name pupil candidate author schüler schülerin élève alumno"},
		{"marker", "teacher by assessor examiner lehrer lehrerin professeur"},
		{"date", "datum fecha data"},
		{"task", "question title prompt assignment topic aufgabe thema sujet"},
		{"essay", "file document text source aufsatz datei rédaction copie"},
		{"language", "lang sprache langue idioma"},
		{"title", "name book article work titel titre"},
		{"author", "by authors autor auteur"},
		{"year", "date published jahr année"},
		{"page", "pages pp p seite seiten"},
		{"url", "link href web website address"},
	} {
		for word := range strings.FieldsSeq(s.words) {
			out[word] = append(out[word], s.key)
		}
	}
	return out
}

// homes say of each key where it belongs, for those who write it elsewhere.
func homes() map[string]string {
	out := map[string]string{}
	for _, k := range annotationKeys() {
		out[k.Name] = "it belongs to an annotation, and their keys stand behind a - and below one another:\n" +
			"annotations:\n  - quote: words of the essay\n    comment: what you have to say about them"
	}
	for _, k := range fileKeys() {
		out[k.Name] = "it belongs to the file, and not to one annotation: move it to the left margin, above the line annotations:"
	}
	return out
}
