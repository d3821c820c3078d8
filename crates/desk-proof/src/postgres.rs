//! A database of a PostgreSQL server for one shop, and gone after.

use std::sync::Arc;
use std::time::Duration;

use desk_simulation::{HARNESS, Violation};
use desk_testkit::ports::free_base_port;
use sqlx::Connection as _;
use sqlx::postgres::PgConnection;
use tokio::process::Command;

use crate::proxy::{Proxy, Weather};

const DEFAULT_PORT: u16 = 5432;
/// As many as a crowded server leaves for this database: a desk's dozen, and the harness's.
const CONNECTIONS: usize = 16;
/// "Too many connections", of a server, a database or a role alike.
const TOO_MANY: &str = "53300";
/// A connection that was ended counts until its process has gone.
const TRIES: u32 = 400;
const PAUSE: Duration = Duration::from_millis(25);

pub(crate) struct Place {
    admin: String,
    /// Of the database, and of its owner and their password: no limit holds for a superuser.
    name: String,
    /// The desk's way to the server.
    port: u16,
    line: Option<Proxy>,
    /// See [`Server::control`].
    control: Option<String>,
}

/// A PostgreSQL server on loopback.
#[derive(Clone, Debug)]
pub(crate) struct Server {
    /// Of somebody who may create databases: `postgres://user@127.0.0.1:port/database`.
    pub(crate) url: String,
    /// What a shell runs to stop and start it, with `stop --mode MODE` or `start` behind it.
    pub(crate) control: Option<String>,
}

impl Place {
    pub(crate) async fn make(server: &Server, seed: u64) -> Result<Self, Violation> {
        let name = format!("desk_proof_{}_{seed}", std::process::id());
        let port = free_base_port();
        let Server { url: admin, control } = server.clone();
        let mut place = Self { admin, name, port, line: None, control };
        let name = &place.name;
        place.tell(&format!("CREATE ROLE {name} LOGIN PASSWORD '{name}'")).await?;
        place.tell(&format!("CREATE DATABASE {name} OWNER {name}")).await?;
        place.come_back().await?;
        Ok(place)
    }

    pub(crate) fn url(&self) -> String {
        self.url_at(self.port)
    }

    pub(crate) const fn may_stop(&self) -> bool {
        self.control.is_some()
    }

    /// Stops or starts the server itself, and waits until it has.
    pub(crate) async fn control(&self, deed: &str) -> Result<(), Violation> {
        let Some(control) = &self.control else {
            return Err(Violation::of(HARNESS, "nobody may stop this server"));
        };
        let mut command = Command::new("sh");
        let output = command.arg("-c").arg(format!("{control} {deed}")).output().await?;
        if output.status.success() {
            return Ok(());
        }
        Err(Violation::of(HARNESS, String::from_utf8_lossy(&output.stderr)))
    }

    /// Ends every connection and takes no new ones, as a server that is restarted.
    pub(crate) async fn go_away(&mut self) -> Result<(), Violation> {
        self.line = None;
        self.tell(&format!(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}'",
            self.name
        ))
        .await
    }

    pub(crate) async fn come_back(&mut self) -> Result<(), Violation> {
        let fair = Arc::new(Weather::of_seed(0));
        self.line = Some(Proxy::open(self.port, self.server().1, fair).await?);
        Ok(())
    }

    /// Ends every connection, and somebody else takes all that there are, for as long as they are kept.
    pub(crate) async fn be_taken(&mut self) -> Result<Vec<PgConnection>, Violation> {
        self.go_away().await?;
        self.tell(&format!("ALTER DATABASE {} CONNECTION LIMIT {CONNECTIONS}", self.name)).await?;
        let url = self.url_at(self.server().1);
        let mut taken = Vec::new();
        for _ in 0..TRIES {
            match PgConnection::connect(&url).await {
                Ok(connection) => taken.push(connection),
                Err(error) if !is_crowded(&error) => return Err(error.into()),
                Err(_) if taken.len() == CONNECTIONS => {
                    self.come_back().await?;
                    return Ok(taken);
                }
                Err(_) => tokio::time::sleep(PAUSE).await,
            }
        }
        Err(Violation::of(HARNESS, "somebody else is connected"))
    }

    pub(crate) async fn drop(self) -> Result<(), Violation> {
        self.tell(&format!("DROP DATABASE {} WITH (FORCE)", self.name)).await?;
        self.tell(&format!("DROP ROLE {}", self.name)).await
    }

    /// The database on either port, as its owner.
    fn url_at(&self, port: u16) -> String {
        let (host, name) = (self.server().0, &self.name);
        format!("postgres://{name}:{name}@{host}:{port}/{name}")
    }

    /// Its host and its port.
    fn server(&self) -> (&str, u16) {
        let server = self.admin.rsplit_once('/').map_or(self.admin.as_str(), |(server, _)| server);
        let server = server.rsplit_once('@').map_or(server, |(_, server)| server);
        let (host, port) = server.rsplit_once(':').unwrap_or((server, ""));
        port.parse().map_or((server, DEFAULT_PORT), |port| (host, port))
    }

    async fn tell(&self, statement: &str) -> Result<(), Violation> {
        let mut server = PgConnection::connect(&self.admin).await?;
        sqlx::raw_sql(sqlx::AssertSqlSafe(statement)).execute(&mut server).await?;
        Ok(server.close().await?)
    }
}

fn is_crowded(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code);
    code.is_some_and(|code| code == TOO_MANY)
}
