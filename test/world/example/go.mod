module example.test/harbour

go 1.22

require (
	git.example.test/brambleworks/signpost v0.7.3
	github.com/TamsinOakes/GlyphKit v1.0.1-RC2
	github.com/boltdb-go/bolt v1.3.1
	github.com/boltdb/bolt v1.3.1
	github.com/brambleworks/saltmarsh v2.3.0+incompatible
	github.com/driftwood-shore/sundial v1.0.0
	github.com/julienschmidt-go/httprouter v1.3.0
	github.com/oakwell/lanternfish/v2 v2.1.0
	github.com/oakwell/pocketwatch/v3 v3.0.4
	github.com/oakwell/weathervane v0.9.0
	github.com/quayside/hedgerow v0.0.0-20230607081522-306906c298cc
	github.com/quayside/tidewater v1.0.0
	github.com/slowcooker/doorstop v1.3.0
	github.com/thistlewood/almanac/tides v0.3.1
	github.com/thistlewood/barometer v1.4.2
	github.com/wearytangent/tidebook v1.2.1
	go.example.test/gangway v1.2.0
	go.example.test/gangway/render v0.4.0
	gopkg.in/quillfeather.v2 v2.0.3
)
