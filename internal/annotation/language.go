package annotation

import "strings"

// languageNamed is the code of a language that somebody called by its name, or
// "".
func languageNamed(name string) string {
	return map[string]string{
		"english": "en", "british english": "en-GB", "american english": "en-US",
		"german": "de", "deutsch": "de", "french": "fr", "français": "fr", "spanish": "es", "español": "es",
		"italian": "it", "italiano": "it", "portuguese": "pt", "português": "pt", "dutch": "nl", "nederlands": "nl",
		"polish": "pl", "polski": "pl", "czech": "cs", "čeština": "cs", "ukrainian": "uk", "українська": "uk",
		"russian": "ru", "русский": "ru", "greek": "el", "turkish": "tr", "türkçe": "tr", "arabic": "ar",
		"hebrew": "he", "chinese": "zh", "japanese": "ja", "korean": "ko", "hindi": "hi", "swedish": "sv",
		"norwegian": "no", "danish": "da", "finnish": "fi", "hungarian": "hu", "romanian": "ro", "latin": "la",
		"welsh": "cy", "irish": "ga",
	}[strings.ToLower(name)]
}
