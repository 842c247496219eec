//go:build ignore

// Command harbour is an example for an audit. It is never built: three of
// the modules that it requires are imitations, and what the mirror serves of
// them is hostile.
package main

import (
	"fmt"
	"log"
	"net/http"

	"github.com/boltdb-go/bolt"
	"github.com/julienschmidt-go/httprouter"
	"github.com/thistlewood/almanac/tides"
	"github.com/thistlewood/barometer"
	"github.com/wearytangent/tidebook"
	"go.example.test/gangway"
)

func main() {
	db, err := bolt.Open("harbour.db", 0o600, nil)
	if err != nil {
		log.Fatal(err)
	}
	defer db.Close()
	router := httprouter.New()
	router.GET("/weather", func(w http.ResponseWriter, _ *http.Request, _ httprouter.Params) {
		fmt.Fprintln(w, gangway.PadRight(barometer.Trend([]float64{1009, 1001}), 10), tides.Next, tidebook.High)
	})
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", router))
}
