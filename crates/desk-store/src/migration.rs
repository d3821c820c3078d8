//! The steps of the schema, which both databases take under the same numbers.

use std::borrow::Cow;

use sqlx::SqlSafeStr;
use sqlx::migrate::{Migration, MigrationType, Migrator};

/// Builds the migrator of one database from the files of its folder.
macro_rules! migrator {
    ($folder:literal) => {
        $crate::migration::in_order([
            (1, "payments", include_str!(concat!("../migrations/", $folder, "/0001_payments.sql"))),
            (
                2,
                "cancellations",
                include_str!(concat!("../migrations/", $folder, "/0002_cancellations.sql")),
            ),
            (
                3,
                "ledger and audit",
                include_str!(concat!("../migrations/", $folder, "/0003_ledger_and_audit.sql")),
            ),
            (4, "jobs", include_str!(concat!("../migrations/", $folder, "/0004_jobs.sql"))),
            (5, "people", include_str!(concat!("../migrations/", $folder, "/0005_people.sql"))),
            (
                6,
                "follow-ups",
                include_str!(concat!("../migrations/", $folder, "/0006_follow_ups.sql")),
            ),
            (7, "facts", include_str!(concat!("../migrations/", $folder, "/0007_facts.sql"))),
            (8, "doubts", include_str!(concat!("../migrations/", $folder, "/0008_doubts.sql"))),
            (
                9,
                "retain option",
                include_str!(concat!("../migrations/", $folder, "/0009_retain_option.sql")),
            ),
            (10, "bills", include_str!(concat!("../migrations/", $folder, "/0010_bills.sql"))),
            (
                11,
                "customers",
                include_str!(concat!("../migrations/", $folder, "/0011_customers.sql")),
            ),
            (
                12,
                "terminals",
                include_str!(concat!("../migrations/", $folder, "/0012_terminals.sql")),
            ),
            (13, "drift", include_str!(concat!("../migrations/", $folder, "/0013_drift.sql"))),
            (14, "doubt", include_str!(concat!("../migrations/", $folder, "/0014_doubt.sql"))),
            (15, "outside", include_str!(concat!("../migrations/", $folder, "/0015_outside.sql"))),
            (
                16,
                "outlived",
                include_str!(concat!("../migrations/", $folder, "/0016_outlived.sql")),
            ),
            (17, "watched", include_str!(concat!("../migrations/", $folder, "/0017_watched.sql"))),
            (
                18,
                "outside_voids",
                include_str!(concat!("../migrations/", $folder, "/0018_outside_voids.sql")),
            ),
            (19, "bounces", include_str!(concat!("../migrations/", $folder, "/0019_bounces.sql"))),
        ])
    };
}
pub(crate) use migrator;

pub(crate) fn in_order<const N: usize>(steps: [(i64, &'static str, &'static str); N]) -> Migrator {
    let migrations = steps.into_iter().map(|(version, name, text)| {
        let kind = MigrationType::Simple;
        Migration::new(version, Cow::Borrowed(name), kind, text.into_sql_str(), false)
    });
    Migrator::with_migrations(migrations.collect())
}

/// The steps up to `version`, for a database that is to stand where an older one stood.
pub(crate) fn up_to(steps: &Migrator, version: i64) -> Migrator {
    let first = steps.iter().filter(|step| step.version <= version).cloned();
    Migrator::with_migrations(first.collect())
}

pub(crate) fn newest(steps: &Migrator) -> i64 {
    steps.iter().map(|step| step.version).max().unwrap_or(0)
}
