package main

import (
	"math/rand"
	"strings"

	"golang.org/x/mod/semver"
)

func init() { register("semver", writeSemver) }

var versionSamples = strings.Fields(`
v v0 v1 v2 v10 v01 v00 v1. v1.0 v1.2 v1.02 v1.2. v1.2.3 v1.2.03 v1.2.3. v1.2.3.4 v-1 v1.-1.0 V1.0.0 1.0.0 vv1.0.0
v1.2.3-pre v1.2.3-pre.1 v1.2.3-pre.01 v1.2.3-pre.0 v1.2.3-0 v1.2.3-00 v1.2.3-0a v1.2.3-01a v1.2.3-- v1.2.3--1 v1.2.3-
v1.2.3-.a v1.2.3-a. v1.2.3-a..b v1.2.3-a_b v1.2.3-é v1.2.3+meta v1.2.3+ v1.2.3+a.b v1.2.3+a..b v1.2.3+.a v1.2.3+01
v1.2.3+a+b v1.2.3-pre+meta v1.2.3-pre+ v1.2.3-+meta v1.2+meta v1+meta v1.2-pre v1-pre v2.0.0+incompatible
v2.0.0-pre+incompatible v1.0.0-alpha v1.0.0-alpha.1 v1.0.0-alpha.beta v1.0.0-beta v1.0.0-beta.2 v1.0.0-beta.11
v1.0.0-rc.1 v1.0.0 v1.0.1 v1.1.0 v1.10.0 v1.9.0 v99999999999999999999999999.0.0 v99999999999999999999999998.0.0
v1.0.0-99999999999999999999999999 v1.0.0-99999999999999999999999998 v1.0.0-1a v1.0.0-a1 v1.0.0-A v1.0.0-Z v1.0.0-a-b
v0.0.0-20180219231006-80d85c5d4d17 v1.2.4-0.20180219231006-80d85c5d4d17 v1.2.3-pre.0.20180219231006-80d85c5d4d17
v1.2.3-x.y.z v1.2.3-x.y.z.0 v1.2.3-1.2.3 v1.2.3-1.2.10 v1.2.3-1.2 v0.0.0 v0.0.0-0 v0.1 none latest master v1.x vx.1
`)

// drawVersion draws a version that is often, and not always, valid.
func drawVersion(r *rand.Rand) string {
	number := func() string {
		return pick(r, "0", "0", "1", "1", "2", "3", "9", "10", "11", "19", "20", "123456789012345678901", "01", "")
	}
	identifier := func() string {
		return pick(r, "0", "1", "2", "10", "11", "alpha", "beta", "rc", "rc1", "x-y", "A", "-", "01", "20180219231006-80d85c5d4d17", "", "a_b")
	}
	list := func() string {
		parts := make([]string, 1+r.Intn(3))
		for i := range parts {
			parts[i] = identifier()
		}
		return strings.Join(parts, ".")
	}
	v := "v" + number()
	if r.Intn(20) > 0 {
		v += "." + number()
	}
	if r.Intn(20) > 0 {
		v += "." + number()
	}
	if r.Intn(2) == 0 {
		v += "-" + list()
	}
	switch r.Intn(6) {
	case 0:
		v += "+" + list()
	case 1:
		v += "+incompatible"
	}
	return v
}

func pick[T any](r *rand.Rand, list ...T) T { return list[r.Intn(len(list))] }

func writeSemver(out *output) {
	r := out.random("semver")
	versions := append([]string{""}, versionSamples...)
	for range 1500 {
		versions = append(versions, drawVersion(r))
	}
	type one struct {
		V          string `json:"v"`
		Valid      bool   `json:"valid"`
		Canonical  string `json:"canonical"`
		Major      string `json:"major"`
		MajorMinor string `json:"majorMinor"`
		Prerelease string `json:"prerelease"`
		Build      string `json:"build"`
	}
	type pair struct {
		A     string `json:"a"`
		B     string `json:"b"`
		Order int    `json:"order"`
	}
	var ones []one
	for _, v := range versions {
		ones = append(ones, one{v, semver.IsValid(v), semver.Canonical(v), semver.Major(v), semver.MajorMinor(v), semver.Prerelease(v), semver.Build(v)})
	}
	var pairs []pair
	for _, a := range versionSamples {
		for _, b := range versionSamples {
			if r.Intn(4) == 0 {
				pairs = append(pairs, pair{a, b, semver.Compare(a, b)})
			}
		}
	}
	for range 3000 {
		a, b := pick(r, versions...), pick(r, versions...)
		pairs = append(pairs, pair{a, b, semver.Compare(a, b)})
	}
	out.write("semver.json.gz", map[string]any{"versions": ones, "pairs": pairs})
}
