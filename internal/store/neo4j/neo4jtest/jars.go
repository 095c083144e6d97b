package neo4jtest

import (
	"context"
	_ "embed"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// project names the artifacts of the server.
//
//go:embed pom.xml
var project []byte

// jars is the folder with the server's files, which are fetched when they are not there yet.
func jars(ctx context.Context) (string, error) {
	cache, err := cacheFolder()
	if err != nil {
		return "", fmt.Errorf("a folder for Neo4j's files: %w", err)
	}
	folder := filepath.Join(cache, "lib")
	if _, err := os.Stat(folder); err == nil {
		return folder, nil
	}
	if err := lock(folder); err != nil {
		return "", err
	}
	if _, err := os.Stat(folder); err == nil {
		return folder, nil // another process fetched them meanwhile
	}
	mvn, err := exec.LookPath("mvn")
	if err != nil {
		return "", fmt.Errorf("%w: set NEO4J_URI, or install mvn, which fetches it", ErrNone)
	}
	// The folder gets its name when it is whole.
	fetching, err := os.MkdirTemp(cache, "fetching-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(fetching)
	if err := os.WriteFile(filepath.Join(fetching, "pom.xml"), project, 0o600); err != nil {
		return "", err
	}
	cmd := exec.CommandContext(ctx, mvn, "-q", "-B", "dependency:copy-dependencies", "-DoutputDirectory=lib", "-DincludeScope=runtime")
	cmd.Dir = fetching
	if said, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("fetching Neo4j with mvn: %w: %s", err, said)
	}
	return folder, os.Rename(filepath.Join(fetching, "lib"), folder)
}

// cacheFolder is where the server's files are kept from run to run.
func cacheFolder() (string, error) {
	base := os.Getenv("XDG_CACHE_HOME")
	if base == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			return "", err
		}
		base = filepath.Join(home, ".cache")
	}
	folder := filepath.Join(base, "entente", "neo4j-5.26")
	return folder, os.MkdirAll(folder, 0o755)
}
