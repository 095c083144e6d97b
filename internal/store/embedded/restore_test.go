package embedded

import (
	"os"
	"path/filepath"
	"testing"

	"entente/internal/diplo"
	"entente/internal/store/storetest"
)

func TestABackupIsRestoredOnceItIsChecked(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	path, backup := filepath.Join(folder, "graph.db"), filepath.Join(folder, "backup.db")
	s := reopened(t, path, Options{})
	if _, err := s.Put(t.Context(), storetest.Sample().Articles); err != nil {
		t.Fatal(err)
	}
	before := storetest.Read(t, s)
	if err := s.Backup(t.Context(), backup); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Put(t.Context(), storetest.NewNews(1, 200, 60).Articles(100)); err != nil {
		t.Fatal(err)
	}
	wantKind(t, Restore(t.Context(), backup, path), diplo.Conflict, "is open for writing")
	after := storetest.Read(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}

	unsound := filepath.Join(folder, "unsound.db")
	c, err := os.ReadFile(backup)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(unsound, c, 0o644); err != nil {
		t.Fatal(err)
	}
	damaged := reopened(t, unsound, Options{})
	if err := damaged.writer.c.exec("DELETE FROM pair"); err != nil {
		t.Fatal(err)
	}
	if err := damaged.Close(); err != nil {
		t.Fatal(err)
	}
	wantKind(t, Restore(t.Context(), unsound, path), diplo.Internal, "is not sound")
	s = reopened(t, path, Options{})
	storetest.Same(t, "what is read when a backup was refused", after, storetest.Read(t, s))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}

	if err := Restore(t.Context(), backup, path); err != nil {
		t.Fatal(err)
	}
	s = reopened(t, path, Options{})
	storetest.Same(t, "what is read in the end", before, storetest.Read(t, s))
	left, err := filepath.Glob(path + ".restoring*")
	if err != nil || len(left) > 0 {
		t.Errorf("%q are left; %v", left, err)
	}
	wantKind(t, Restore(t.Context(), filepath.Join(folder, "none.db"), path), diplo.NotFound, "there is no store")
}

func TestABackupIsRestoredWhereThereWasNoStore(t *testing.T) {
	t.Parallel()
	s := temporary(t).(*Store)
	if _, err := s.Put(t.Context(), storetest.Sample().Articles); err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	backup, path := filepath.Join(folder, "backup.db"), filepath.Join(folder, "graph.db")
	if err := s.Backup(t.Context(), backup); err != nil {
		t.Fatal(err)
	}
	if err := Restore(t.Context(), backup, path); err != nil {
		t.Fatal(err)
	}
	storetest.Same(t, "what is read", storetest.Read(t, s), storetest.Read(t, reopened(t, path, Options{})))
}
