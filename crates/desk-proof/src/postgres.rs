//! A database of a PostgreSQL server for one shop, and gone after.

use std::sync::Arc;

use desk_simulation::Violation;
use sqlx::Connection as _;
use sqlx::postgres::PgConnection;

use crate::ports::free_base_port;
use crate::proxy::{Proxy, Weather};

const DEFAULT_PORT: u16 = 5432;

pub(crate) struct Place {
    admin: String,
    name: String,
    /// The desk's way to the server.
    port: u16,
    line: Option<Proxy>,
}

impl Place {
    /// `admin` may create databases on a server on loopback: `postgres://user@127.0.0.1:port/database`.
    pub(crate) async fn make(admin: &str, seed: u64) -> Result<Self, Violation> {
        let name = format!("desk_proof_{}_{seed}", std::process::id());
        let port = free_base_port()?;
        let mut place = Self { admin: admin.to_owned(), name, port, line: None };
        place.tell(&format!("CREATE DATABASE {}", place.name)).await?;
        place.come_back().await?;
        Ok(place)
    }

    pub(crate) fn url(&self) -> String {
        format!("{}:{}/{}", self.server().0, self.port, self.name)
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

    pub(crate) async fn drop(self) -> Result<(), Violation> {
        self.tell(&format!("DROP DATABASE {} WITH (FORCE)", self.name)).await
    }

    /// Up to its port, and the port.
    fn server(&self) -> (&str, u16) {
        let server = self.admin.rsplit_once('/').map_or(self.admin.as_str(), |(server, _)| server);
        let (host, port) = server.rsplit_once(':').unwrap_or((server, ""));
        port.parse().map_or((server, DEFAULT_PORT), |port| (host, port))
    }

    async fn tell(&self, statement: &str) -> Result<(), Violation> {
        let mut server = PgConnection::connect(&self.admin).await?;
        sqlx::raw_sql(sqlx::AssertSqlSafe(statement)).execute(&mut server).await?;
        Ok(server.close().await?)
    }
}
