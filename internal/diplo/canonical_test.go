package diplo_test

import (
	"net/url"
	"testing"

	"entente/internal/diplo"
)

func TestAnAddressIsWrittenInOneWay(t *testing.T) {
	for given, want := range map[string]string{
		"https://News.Example/a/b/":                          "https://news.example/a/b",
		"http://news.example:80/a?utm_source=x&UTM_Medium=y": "http://news.example/a",
		"https://news.example/a?b=2&a=1#part":                "https://news.example/a?a=1&b=2",
		"https://news.example:8443/a?fbclid=1":               "https://news.example:8443/a",
		"https://reader@news.example/":                       "https://news.example/",
		"https://news.example/a%2Fb/?":                       "https://news.example/a%2Fb",
	} {
		address, err := url.Parse(given)
		if err != nil {
			t.Fatal(err)
		}
		if got := diplo.CanonicalURL(address); got != want {
			t.Errorf("%s is written %s, wanted %s", given, got, want)
		}
	}
}
