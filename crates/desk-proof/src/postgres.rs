//! A database of a PostgreSQL server for one shop, and gone after.

use desk_simulation::Violation;
use sqlx::Connection as _;
use sqlx::postgres::PgConnection;

pub(crate) struct Place {
    admin: String,
    name: String,
}

impl Place {
    /// `admin` may create databases, and its address ends in the name of one.
    pub(crate) async fn make(admin: &str, seed: u64) -> Result<Self, Violation> {
        let name = format!("desk_proof_{}_{seed}", std::process::id());
        let place = Self { admin: admin.to_owned(), name };
        place.tell(&format!("CREATE DATABASE {}", place.name)).await?;
        Ok(place)
    }

    pub(crate) fn url(&self) -> String {
        let server = self.admin.rsplit_once('/').map_or(self.admin.as_str(), |(server, _)| server);
        format!("{server}/{}", self.name)
    }

    /// Ends every connection to it, as a restart of the server does.
    pub(crate) async fn hang_up(&self) -> Result<(), Violation> {
        self.tell(&format!(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}'",
            self.name
        ))
        .await
    }

    /// Whether it takes new connections.
    pub(crate) async fn open(&self, is_open: bool) -> Result<(), Violation> {
        self.tell(&format!("ALTER DATABASE {} ALLOW_CONNECTIONS {is_open}", self.name)).await
    }

    pub(crate) async fn drop(self) -> Result<(), Violation> {
        self.tell(&format!("DROP DATABASE {} WITH (FORCE)", self.name)).await
    }

    async fn tell(&self, statement: &str) -> Result<(), Violation> {
        let mut server = PgConnection::connect(&self.admin).await?;
        sqlx::raw_sql(sqlx::AssertSqlSafe(statement)).execute(&mut server).await?;
        Ok(server.close().await?)
    }
}
