//! The steps of the schema, which both databases take under the same numbers.

use std::borrow::Cow;

use sqlx::SqlSafeStr;
use sqlx::migrate::{Migration, MigrationType, Migrator};

/// Builds the migrator of one database from the files of its folder.
macro_rules! migrator {
    ($folder:literal) => {
        $crate::migration::in_order([
            ("payments", include_str!(concat!("../migrations/", $folder, "/0001_payments.sql"))),
            (
                "cancellations",
                include_str!(concat!("../migrations/", $folder, "/0002_cancellations.sql")),
            ),
            (
                "ledger and audit",
                include_str!(concat!("../migrations/", $folder, "/0003_ledger_and_audit.sql")),
            ),
            ("jobs", include_str!(concat!("../migrations/", $folder, "/0004_jobs.sql"))),
            ("people", include_str!(concat!("../migrations/", $folder, "/0005_people.sql"))),
            (
                "retain option",
                include_str!(concat!("../migrations/", $folder, "/0006_retain_option.sql")),
            ),
        ])
    };
}
pub(crate) use migrator;

pub(crate) fn in_order<const N: usize>(steps: [(&'static str, &'static str); N]) -> Migrator {
    let migrations = (1..).zip(steps).map(|(version, (name, text))| {
        let kind = MigrationType::Simple;
        Migration::new(version, Cow::Borrowed(name), kind, text.into_sql_str(), false)
    });
    Migrator::with_migrations(migrations.collect())
}
