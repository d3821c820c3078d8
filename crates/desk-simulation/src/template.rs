//! The database that every history begins with: migrated once, copied for each.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use argon2::password_hash::{PasswordHasher as _, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use desk_domain::{StaffId, Timestamp};
use desk_server::config::merchant_id;
use desk_store::{Merchant, Staff};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions as _, Connection as _};
use tempfile::TempDir;

use crate::plan::Person;
use crate::violation::Violation;

/// What takes a guard out of one history: how the harness is tested.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tampering {
    /// Statements for its own database.
    pub book: &'static [&'static str],
    /// The agent at its terminal keeps no journal beyond its own life.
    pub forgets: bool,
    /// An order that is sent again carries another key than before.
    pub rekeys: bool,
}

pub(crate) const MERCHANT: &str = "hanbit";
pub(crate) const PASSWORD: &str = "correct horse battery";
/// Memory that looks like a folder; a history writes a lot and keeps nothing.
const MEMORY: &str = "/dev/shm";

static TEMPLATE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.expect("a runtime needs only a thread");
    runtime.block_on(make()).expect("an empty database can be migrated")
});

/// Makes the template, unless it is there. Not to be called inside a runtime.
pub(crate) fn prepare() {
    LazyLock::force(&TEMPLATE);
}

/// A folder that goes when it is dropped.
pub(crate) fn folder() -> std::io::Result<TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix("desk-simulation-");
    if Path::new(MEMORY).is_dir() { builder.tempdir_in(MEMORY) } else { builder.tempdir() }
}

/// Puts a fresh database into `folder` and takes out of it what `tampering` says.
pub(crate) async fn database(
    folder: &Path,
    tampering: &[&'static str],
) -> Result<PathBuf, Violation> {
    let path = folder.join("desk.db");
    std::fs::write(&path, &*TEMPLATE)?;
    if !tampering.is_empty() {
        let mut raw = raw(&path).await?;
        for statement in tampering {
            sqlx::raw_sql(*statement).execute(&mut raw).await?;
        }
        raw.close().await?;
    }
    Ok(path)
}

/// A connection beside the desks', without any of their code.
pub(crate) async fn raw(path: &Path) -> Result<SqliteConnection, sqlx::Error> {
    SqliteConnectOptions::new().filename(path).create_if_missing(false).connect().await
}

async fn make() -> Result<Vec<u8>, Violation> {
    let folder = folder()?;
    let path = folder.path().join("first.db");
    let store = desk_store::open(&path.display().to_string()).await?;
    store.migrate().await?;
    let merchant = Merchant { id: merchant_id(MERCHANT), name: "한빛학원".to_owned() };
    store.upsert_merchant(&merchant).await?;
    for (number, person) in (1_u128..).zip(Person::ALL) {
        let staff = Staff {
            id: StaffId::from_bits(number),
            login: person.login().to_owned(),
            name: person.login().to_owned(),
            role: person.login().to_owned(),
            password_hash: cheap_hash(),
            merchants: vec![merchant.id.clone()],
            active: true,
        };
        store.add_staff(&staff, "system", Timestamp(0)).await?;
    }
    let copy = folder.path().join("copy.db");
    let mut raw = raw(&path).await?;
    sqlx::query("VACUUM INTO $1").bind(copy.display().to_string()).execute(&mut raw).await?;
    raw.close().await?;
    Ok(std::fs::read(copy)?)
}

/// A real hash that takes no time: a history signs in many times and guards nothing.
fn cheap_hash() -> String {
    let params = Params::new(Params::MIN_M_COST, 1, 1, None).expect("the smallest are valid");
    let salt = SaltString::from_b64("c2ltdWxhdGlvbg").expect("it is base64");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password(PASSWORD.as_bytes(), &salt)
        .expect("a short password is hashed")
        .to_string()
}
