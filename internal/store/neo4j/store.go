package neo4j

import (
	"context"
	"sync"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/notifications"

	"entente/internal/diplo"
	"entente/internal/store"
)

var _ store.Store = (*Store)(nil)

// Config says which Neo4j keeps the graph. Only URI is needed.
type Config struct {
	URI      string // bolt://, neo4j:// or their +s forms
	User     string // "" is a server without authentication
	Password string
	Database string // "" is the server's default

	// ReadTimeout ends a read that takes longer, on the server and, a second later, when that is not heard any more, here; 0 is half a minute. A write
	// ends when the server has not been heard for as long as it says it may be silent, two minutes unless it is set otherwise.
	ReadTimeout time.Duration
	// RetryFor is how long a call is tried again while the server can't be reached or asks for it; 0 is five seconds.
	RetryFor time.Duration
	// Now tells the time at which things are stored; nil is time.Now.
	Now func() time.Time
}

// Store is a graph of events in Neo4j. It is made by Open and safe for many goroutines.
type Store struct {
	view
	driver      driver.DriverWithContext
	database    string
	bookmarks   driver.BookmarkManager
	readTimeout time.Duration
	now         func() time.Time
	name        string // of the database's own, to tell positions in it from those in others
	decided     decided

	closing   chan struct{} // closed by Close
	closeOnce sync.Once
	closeErr  error
	puts      chan *put
	written   chan struct{} // closed when the writer has stopped
}

// Open connects to the server and brings the database's schema to this version. A server that can't be
// reached is diplo.Unavailable, a wrong address or password diplo.Invalid, a database that a newer
// entente wrote diplo.Conflict.
func Open(ctx context.Context, c Config) (*Store, error) {
	s, err := newStore(c)
	if err != nil {
		return nil, err
	}
	if err := s.connect(ctx); err != nil {
		_ = s.driver.Close(context.WithoutCancel(ctx)) // err says more
		return nil, err
	}
	go s.writePuts()
	return s, nil
}

// newStore makes a store that is not connected yet.
func newStore(c Config) (*Store, error) {
	token := driver.NoAuth()
	if c.User != "" {
		token = driver.BasicAuth(c.User, c.Password, "")
	}
	d, err := driver.NewDriverWithContext(c.URI, token, func(settings *config.Config) {
		settings.MaxTransactionRetryTime = orDefault(c.RetryFor, 5*time.Second)
		settings.FetchSize = driver.FetchAll // answers are pages
		settings.NotificationsMinSeverity = notifications.DisabledLevel
	})
	if err != nil {
		return nil, diplo.Errorf(diplo.Invalid, "Neo4j at %q: %w", c.URI, err)
	}
	s := &Store{
		driver:      d,
		database:    c.Database,
		bookmarks:   driver.NewBookmarkManager(driver.BookmarkManagerConfig{}),
		readTimeout: orDefault(c.ReadTimeout, 30*time.Second),
		now:         c.Now,
		closing:     make(chan struct{}),
		puts:        make(chan *put, 64),
		written:     make(chan struct{}),
	}
	s.view.s = s
	if s.now == nil {
		s.now = time.Now
	}
	return s, nil
}

func (s *Store) connect(ctx context.Context) error {
	if err := s.driver.VerifyConnectivity(ctx); err != nil {
		return s.failure(ctx, err)
	}
	return s.migrate(ctx)
}

// Close waits for the writes under way and disconnects. Later calls are diplo.Unavailable.
func (s *Store) Close() error {
	s.closeOnce.Do(func() {
		close(s.closing)
		<-s.written
		s.closeErr = s.driver.Close(context.Background())
	})
	return s.closeErr
}

func orDefault(d, fallback time.Duration) time.Duration {
	if d > 0 {
		return d
	}
	return fallback
}
