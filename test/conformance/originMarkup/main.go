// Command originMarkup says what Go's own XML package makes of discovery pages.
//
// Standard input is a JSON list of pages in base64. Standard output is a JSON
// list with one answer per page: the go-import entries that stand before the
// place where reading ends, and whether it ended with an error. Whoever changes
// this file should read the documentation of go-import tags in the Go Modules
// Reference; nothing here is taken from the go command.
package main

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"log"
	"os"
	"strings"
)

type answer struct {
	Entries [][]string `json:"entries"`
	Failed  bool       `json:"failed"`
}

func main() {
	var pages [][]byte
	if err := json.NewDecoder(os.Stdin).Decode(&pages); err != nil {
		log.Fatal(err)
	}
	answers := make([]answer, 0, len(pages))
	for _, page := range pages {
		answers = append(answers, read(page))
	}
	if err := json.NewEncoder(os.Stdout).Encode(answers); err != nil {
		log.Fatal(err)
	}
}

func read(page []byte) answer {
	result := answer{Entries: [][]string{}}
	decoder := xml.NewDecoder(bytes.NewReader(page))
	decoder.Strict = false
	decoder.CharsetReader = func(name string, input io.Reader) (io.Reader, error) {
		if strings.EqualFold(name, "ascii") || strings.EqualFold(name, "utf-8") {
			return input, nil
		}
		return nil, errors.New("unknown character set")
	}
	for {
		token, err := decoder.RawToken()
		if err != nil {
			result.Failed = err != io.EOF
			return result
		}
		switch token := token.(type) {
		case xml.EndElement:
			if strings.EqualFold(token.Name.Local, "head") {
				return result
			}
		case xml.StartElement:
			if strings.EqualFold(token.Name.Local, "body") {
				return result
			}
			fields := strings.Fields(value(token, "content"))
			isMeta := strings.EqualFold(token.Name.Local, "meta") && value(token, "name") == "go-import"
			if isMeta && (len(fields) == 3 || len(fields) == 4) {
				result.Entries = append(result.Entries, fields)
			}
		}
	}
}

func value(element xml.StartElement, name string) string {
	for _, attribute := range element.Attr {
		if strings.EqualFold(attribute.Name.Local, name) {
			return attribute.Value
		}
	}
	return ""
}
