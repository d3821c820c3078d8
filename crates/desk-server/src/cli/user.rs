//! `user add`: a person who signs in.

use clap::{Args, Subcommand, ValueEnum};
use desk_domain::StaffId;
use desk_store::{Staff, StoreError};

use super::Failure;
use super::opening::open_store;
use super::terminal::{ask_secret, say, start_log};
use crate::clock::{Clock as _, SystemClock};
use crate::config::{Config, Options};
use crate::entropy;
use crate::limits::{LOGIN_MAX_BYTES, PASSWORD_MAX_BYTES, PASSWORD_MIN_CHARS};
use crate::session::password::hash_password;

/// Who adds people: whoever may read the desk's configuration, and is not signed in.
const OPERATOR: &str = "operator";

#[derive(Args)]
pub(super) struct UserOptions {
    #[command(subcommand)]
    command: UserCommand,
}

#[derive(Subcommand)]
enum UserCommand {
    /// Adds a person. The password is read from standard input.
    Add(AddOptions),
}

#[derive(Args)]
struct AddOptions {
    login: String,
    /// As colleagues and the history name this person.
    #[arg(long)]
    name: String,
    #[arg(long, value_enum)]
    role: RoleName,
    /// Key of a merchant of the configuration; may be given several times [default: all]
    #[arg(long = "merchant")]
    merchants: Vec<String>,
    #[command(flatten)]
    desk: Options,
}

#[derive(Clone, Copy, ValueEnum)]
enum RoleName {
    Staff,
    Manager,
    Admin,
    Auditor,
}

impl RoleName {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Staff => "staff",
            Self::Manager => "manager",
            Self::Admin => "admin",
            Self::Auditor => "auditor",
        }
    }
}

pub(super) async fn user(options: UserOptions) -> Result<(), Failure> {
    let UserCommand::Add(options) = options.command;
    start_log("warn");
    let config = Config::load(options.desk)?;
    let keys = if options.merchants.is_empty() {
        config.merchants.iter().map(|merchant| merchant.key.clone()).collect()
    } else {
        options.merchants
    };
    let known = |key: &String| config.merchants.iter().find(|merchant| merchant.key == *key);
    let merchants = keys
        .iter()
        .map(|key| known(key).map(|merchant| merchant.id()).ok_or(format!("no merchant `{key}`")))
        .collect::<Result<Vec<_>, _>>()?;
    if merchants.is_empty() {
        return Err("the configuration has no merchant yet: add [[merchants]] first".into());
    }
    if options.login.is_empty() || options.login.len() > LOGIN_MAX_BYTES {
        return Err(format!("a login has 1–{LOGIN_MAX_BYTES} bytes").into());
    }
    let password = ask_secret("Password:")?;
    if password.chars().count() < PASSWORD_MIN_CHARS || password.len() > PASSWORD_MAX_BYTES {
        return Err(format!("a password has at least {PASSWORD_MIN_CHARS} characters").into());
    }
    let store = open_store(&config).await?;
    let staff = Staff {
        id: StaffId::from_bits(entropy::bits()),
        login: options.login,
        name: options.name,
        role: options.role.as_str().to_owned(),
        password_hash: hash_password(&password),
        merchants,
        active: true,
    };
    match store.add_staff(&staff, OPERATOR, SystemClock.now()).await {
        Ok(()) => {
            say(&format!("{} may sign in now.", staff.login));
            Ok(())
        }
        Err(StoreError::Exists(_)) => Err(format!("the login `{}` is taken", staff.login).into()),
        Err(error) => Err(error.into()),
    }
}
