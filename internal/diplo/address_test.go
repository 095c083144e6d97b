package diplo

import "testing"

func TestVariantsOfAnAddressAreOneArticle(t *testing.T) {
	const own = "https://www.news.example/world/talks-end?id=7"
	id := func(address string) ArticleID { return ArticleIDOf(address, "any text", NoDay) }
	for _, variant := range []string{
		"http://www.news.example/world/talks-end?id=7",
		"https://news.example/world/talks-end/?id=7",
		"HTTPS://WWW.News.Example:443/world/talks-end?id=7#comments",
		"https://www.news.example/world/talks-end?utm_source=mail&id=7&fbclid=x",
		"https://amp.news.example/world/talks-end?id=7",
		"https://m.news.example/world/talks-end?id=7",
		"https://www.news.example/world/talks-end/amp?id=7",
		"https://www.news.example/world/talks-end/amp/?id=7",
		"https://www.news.example/amp/world/talks-end?id=7",
		"https://www.news.example/world/talks-end.amp?id=7",
		"https://www.news.example/world/talks-end?id=7&amp=1",
		"https://www.news.example/world/talks-end?outputType=amp&id=7",
	} {
		if id(variant) != id(own) {
			t.Errorf("%s is another article (%s, %s)", variant, addressKey(variant), addressKey(own))
		}
	}
	for _, other := range []string{
		"https://www.news.example/world/talks-end?id=8",
		"https://www.news.example/world/talks-end",
		"https://www.news.example/world/Talks-End?id=7",
		"https://sport.news.example/world/talks-end?id=7",
		"https://www.news.example:8443/world/talks-end?id=7",
		"https://www.news.example/world/amplifiers-end?id=7",
		"https://m.example/world/talks-end?id=7",
	} {
		if id(other) == id(own) {
			t.Errorf("%s is the same article", other)
		}
	}
	if id("https://m.example/a") == id("https://example/a") {
		t.Error("a host whose own name is short is taken for a door")
	}
	if id("not an address") == id("no address") || id("urn:a") == id("urn:b") {
		t.Error("what is no web address is not its own name")
	}
}
