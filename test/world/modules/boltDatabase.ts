/** The files of the miniature bolt that speak of databases and transactions. */

export const BOLT_DB = `package bolt

import (
	"encoding/json"
	"os"
	"sync"
	"time"
)

// Options tells how a database is opened.
type Options struct {
	// Timeout is how long to wait for the file. Zero waits for ever.
	Timeout time.Duration
	// ReadOnly opens the file without the right to write.
	ReadOnly bool
}

// DefaultOptions is used when Open is given none.
var DefaultOptions = &Options{Timeout: 0}

// DB is a collection of buckets kept in one file.
type DB struct {
	path     string
	mode     os.FileMode
	readOnly bool
	rwlock   sync.RWMutex
	root     map[string]*node
	opened   bool
}

// Open opens the database at path and makes it when there is none.
func Open(path string, mode os.FileMode, options *Options) (*DB, error) {
	if options == nil {
		options = DefaultOptions
	}
	db := &DB{path: path, mode: mode, readOnly: options.ReadOnly, root: map[string]*node{}}
	data, err := os.ReadFile(path)
	if err != nil && !os.IsNotExist(err) {
		return nil, err
	}
	if len(data) > 0 {
		if err := json.Unmarshal(data, &db.root); err != nil {
			return nil, err
		}
	}
	db.opened = true
	return db, nil
}

// Path is where the database file stands.
func (db *DB) Path() string { return db.path }

// Begin starts a transaction; the caller ends it with Commit or Rollback.
func (db *DB) Begin(writable bool) (*Tx, error) {
	if !db.opened {
		return nil, ErrDatabaseNotOpen
	}
	if writable && db.readOnly {
		return nil, ErrTxNotWritable
	}
	if writable {
		db.rwlock.Lock()
	} else {
		db.rwlock.RLock()
	}
	return newTx(db, writable), nil
}

// Update runs fn in a read-write transaction and commits it when fn is content.
func (db *DB) Update(fn func(*Tx) error) error {
	tx, err := db.Begin(true)
	if err != nil {
		return err
	}
	if err := fn(tx); err != nil {
		_ = tx.Rollback()
		return err
	}
	return tx.Commit()
}

// View runs fn in a read-only transaction.
func (db *DB) View(fn func(*Tx) error) error {
	tx, err := db.Begin(false)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	return fn(tx)
}

// Close gives the file back.
func (db *DB) Close() error {
	db.opened = false
	return nil
}
`;

export const BOLT_TX = `package bolt

import (
	"encoding/json"
	"os"
)

// Tx is a transaction, read-only or read-write.
type Tx struct {
	db       *DB
	writable bool
	root     map[string]*node
}

func newTx(db *DB, writable bool) *Tx {
	tx := &Tx{db: db, writable: writable, root: db.root}
	if writable {
		tx.root = map[string]*node{}
		for name, n := range db.root {
			tx.root[name] = n.clone()
		}
	}
	return tx
}

// Writable tells whether the transaction may write.
func (tx *Tx) Writable() bool { return tx.writable }

// Bucket finds a bucket by name, or gives nil.
func (tx *Tx) Bucket(name []byte) *Bucket {
	n := tx.root[string(name)]
	if n == nil {
		return nil
	}
	return &Bucket{tx: tx, node: n}
}

// CreateBucket makes a bucket that must not exist yet.
func (tx *Tx) CreateBucket(name []byte) (*Bucket, error) {
	switch {
	case tx.db == nil:
		return nil, ErrTxClosed
	case !tx.writable:
		return nil, ErrTxNotWritable
	case tx.root[string(name)] != nil:
		return nil, ErrBucketExists
	}
	tx.root[string(name)] = &node{}
	return tx.Bucket(name), nil
}

// DeleteBucket removes a bucket and all that is in it.
func (tx *Tx) DeleteBucket(name []byte) error {
	if tx.root[string(name)] == nil {
		return ErrBucketNotFound
	}
	delete(tx.root, string(name))
	return nil
}

// Commit writes everything to the file.
func (tx *Tx) Commit() error {
	if !tx.writable {
		return ErrTxNotWritable
	}
	data, err := json.Marshal(tx.root)
	if err != nil {
		return err
	}
	if err := os.WriteFile(tx.db.path, data, tx.db.mode); err != nil {
		return err
	}
	tx.db.root = tx.root
	return tx.close()
}

// Rollback forgets everything.
func (tx *Tx) Rollback() error { return tx.close() }

func (tx *Tx) close() error {
	if tx.db == nil {
		return ErrTxClosed
	}
	if tx.writable {
		tx.db.rwlock.Unlock()
	} else {
		tx.db.rwlock.RUnlock()
	}
	tx.db = nil
	return nil
}
`;
