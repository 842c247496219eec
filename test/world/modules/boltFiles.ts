/** A miniature of the bolt database, honest: what the genuine v1.3.1 and the clean imitation hold. */
import { BOLT_DB, BOLT_TX } from './boltDatabase.ts';
import type { Tree } from './description.ts';
import { licence } from './files.ts';

const DOC = `/*
Package bolt is a small key/value store in one file. Keys and values are bytes,
kept in buckets; a read-write transaction either happens whole or not at all.
*/
package bolt
`;

const ERRORS = `package bolt

import "errors"

// Errors that a database or a transaction can return.
var (
	ErrDatabaseNotOpen = errors.New("database not open")
	ErrTxClosed        = errors.New("tx closed")
	ErrTxNotWritable   = errors.New("tx not writable")
	ErrBucketExists    = errors.New("bucket already exists")
	ErrBucketNotFound  = errors.New("bucket not found")
	ErrKeyRequired     = errors.New("key required")
)
`;

const BUCKET = `package bolt

// Bucket is a collection of pairs inside a transaction.
type Bucket struct {
	tx   *Tx
	node *node
}

// Get gives the value of a key, or nil.
func (b *Bucket) Get(key []byte) []byte {
	index, exact := b.node.search(key)
	if !exact {
		return nil
	}
	return b.node.Pairs[index].Value
}

// Put sets the value of a key.
func (b *Bucket) Put(key, value []byte) error {
	if len(key) == 0 {
		return ErrKeyRequired
	}
	if !b.tx.writable {
		return ErrTxNotWritable
	}
	b.node.put(key, value)
	return nil
}

// Delete removes a key; a key that is not there is no error.
func (b *Bucket) Delete(key []byte) error {
	if !b.tx.writable {
		return ErrTxNotWritable
	}
	b.node.del(key)
	return nil
}

// ForEach calls fn for every pair in order and stops at the first error.
func (b *Bucket) ForEach(fn func(k, v []byte) error) error {
	c := b.Cursor()
	for k, v := c.First(); k != nil; k, v = c.Next() {
		if err := fn(k, v); err != nil {
			return err
		}
	}
	return nil
}
`;

export const BOLT_CURSOR = `package bolt

// Cursor walks over the pairs of a bucket in the order of their keys.
type Cursor struct {
	bucket *Bucket
	index  int
}

// Cursor makes a cursor; it is good as long as the transaction is.
func (b *Bucket) Cursor() *Cursor { return &Cursor{bucket: b} }

// First goes to the first pair and gives it, or nil.
func (c *Cursor) First() (key, value []byte) {
	c.index = 0
	return c.pair()
}

// Next goes one pair on.
func (c *Cursor) Next() (key, value []byte) {
	c.index++
	return c.pair()
}

// Seek goes to key, or to the first one after it.
func (c *Cursor) Seek(seek []byte) (key, value []byte) {
	c.index, _ = c.bucket.node.search(seek)
	return c.pair()
}

func (c *Cursor) pair() (key, value []byte) {
	if c.index >= len(c.bucket.node.Pairs) {
		return nil, nil
	}
	p := c.bucket.node.Pairs[c.index]
	return p.Key, p.Value
}
`;

const NODE = `package bolt

import (
	"bytes"
	"sort"
)

type pair struct {
	Key   []byte
	Value []byte
}

// node holds the pairs of one bucket, sorted by key.
type node struct {
	Pairs []pair
}

func (n *node) clone() *node {
	return &node{Pairs: append([]pair(nil), n.Pairs...)}
}

func (n *node) search(key []byte) (index int, exact bool) {
	index = sort.Search(len(n.Pairs), func(i int) bool { return bytes.Compare(n.Pairs[i].Key, key) >= 0 })
	return index, index < len(n.Pairs) && bytes.Equal(n.Pairs[index].Key, key)
}

func (n *node) put(key, value []byte) {
	index, exact := n.search(key)
	if !exact {
		n.Pairs = append(n.Pairs, pair{})
		copy(n.Pairs[index+1:], n.Pairs[index:])
	}
	n.Pairs[index] = pair{Key: append([]byte(nil), key...), Value: append([]byte(nil), value...)}
}

func (n *node) del(key []byte) {
	if index, exact := n.search(key); exact {
		n.Pairs = append(n.Pairs[:index], n.Pairs[index+1:]...)
	}
}
`;

const STATS = `package bolt

// BucketStats counts what is in a bucket.
type BucketStats struct {
	KeyN  int
	Bytes int
}

// Stats counts the pairs of a bucket and their bytes.
func (b *Bucket) Stats() BucketStats {
	var s BucketStats
	for _, p := range b.node.Pairs {
		s.KeyN++
		s.Bytes += len(p.Key) + len(p.Value)
	}
	return s
}
`;

const DB_TEST = `package bolt

import (
	"path/filepath"
	"testing"
)

func TestPutAndGet(t *testing.T) {
	db, err := Open(filepath.Join(t.TempDir(), "db"), 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	err = db.Update(func(tx *Tx) error {
		b, err := tx.CreateBucket([]byte("widgets"))
		if err != nil {
			return err
		}
		return b.Put([]byte("foo"), []byte("bar"))
	})
	if err != nil {
		t.Fatal(err)
	}
	_ = db.View(func(tx *Tx) error {
		if got := string(tx.Bucket([]byte("widgets")).Get([]byte("foo"))); got != "bar" {
			t.Errorf("got %q", got)
		}
		return nil
	})
}
`;

const README = `Bolt
====

A small key/value store for Go, in one file and without a server.

## Installing

    $ go get github.com/boltdb/bolt/...

## Opening a database

    db, err := bolt.Open("my.db", 0600, nil)

## Transactions

Use \`db.Update\` to write and \`db.View\` to read.
`;

const MAKEFILE = `default: test

fmt:
	gofmt -l -s .

test:
	go test ./...

.PHONY: default fmt test
`;

/** The tree of the honest v1.3.1. It has no go.mod, as the real one has none. */
export const BOLT_TREE: Tree = {
  '.gitignore': '*.prof\n*.test\n*.swp\n/bin/\n',
  LICENSE: licence(2013, 'Bolt Authors'),
  Makefile: MAKEFILE,
  'README.md': README,
  'bucket.go': BUCKET,
  'cursor.go': BOLT_CURSOR,
  'db.go': BOLT_DB,
  'db_test.go': DB_TEST,
  'doc.go': DOC,
  'errors.go': ERRORS,
  'node.go': NODE,
  'stats.go': STATS,
  'tx.go': BOLT_TX,
};
