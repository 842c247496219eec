module modproof.invalid/generate-gosource

go 1.22
