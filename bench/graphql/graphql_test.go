package graphql

import "testing"

func TestAnAnswerFailedWhereItsOwnErrorsAre(t *testing.T) {
	for answer, failed := range map[string]bool{
		`{"data":{"a":1}}`:                          false,
		`{"errors":[{"message":"no"}],"data":null}`: true,
		`{"data":null,"errors":[{"message":"no"}]}`: true,
		`{"data":{"about":{"errors":["none"]}}}`:    false,
		`{"data":{"a":"\"errors\""}}`:               false,
		`{"errors":`:                                true,
	} {
		if Failed([]byte(answer)) != failed {
			t.Errorf("%s: failed is %t", answer, !failed)
		}
	}
}
