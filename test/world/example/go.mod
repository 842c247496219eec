module example.test/harbour

go 1.22

require (
	github.com/boltdb-go/bolt v1.3.1
	github.com/boltdb/bolt v1.3.1
)
