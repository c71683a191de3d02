package message

import (
	"strings"

	"golang.org/x/text/language"
)

// Language is one of the catalogue's languages.
type Language string

// The languages of the catalogue.
const (
	Chinese Language = "zh-CN"
	English Language = "en"
)

// Languages returns the catalogue's languages, the default first.
func Languages() []Language { return []Language{Chinese, English} }

func (l Language) tag() language.Tag {
	if l == English {
		return language.English
	}
	return language.SimplifiedChinese
}

// Match returns the language nearest to a tag as people and systems write it:
// zh, zh_CN.UTF-8, zh-Hant-TW, en-GB. It reports false for a tag that is none or
// is near neither language.
func Match(tag string) (Language, bool) {
	tag, _, _ = strings.Cut(tag, ".")
	tag, _, _ = strings.Cut(tag, "@")
	parsed, err := language.Parse(strings.ReplaceAll(tag, "_", "-"))
	if err != nil || tag == "" {
		return "", false
	}
	matcher := language.NewMatcher([]language.Tag{Chinese.tag(), English.tag()})
	_, i, confidence := matcher.Match(parsed)
	if confidence == language.No {
		return "", false
	}
	return Languages()[i], true
}

// Locale returns the locale that a person's environment names, as POSIX orders
// the variables, or "" where it names none: C and POSIX are no one's language.
func Locale(getenv func(string) string) string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		value := getenv(name)
		if value == "" {
			continue
		}
		base, _, _ := strings.Cut(value, ".")
		if base == "C" || base == "POSIX" {
			return ""
		}
		return value
	}
	return ""
}

// Choose returns the language of the first tag that matches one, or Chinese.
func Choose(tags ...string) Language {
	for _, tag := range tags {
		if lang, ok := Match(tag); ok {
			return lang
		}
	}
	return Chinese
}
