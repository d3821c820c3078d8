//! `user add`, `change` and `list`: who may sign in.

use std::io::{self, IsTerminal as _};

use clap::{Args, Subcommand, ValueEnum};
use desk_domain::{MerchantId, StaffId};
use desk_store::{Staff, StaffChange, StoreError};

use super::Failure;
use super::opening::open_store;
use super::terminal::{ask_secret, print, say, start_log};
use crate::clock::{Clock as _, SystemClock};
use crate::config::{Config, MerchantConfig, Options};
use crate::entropy;
use crate::limits::{LOGIN_MAX_BYTES, PASSWORD_MAX_BYTES, PASSWORD_MIN_CHARS};
use crate::session::password::hash_password;

/// Who adds and changes people: whoever may read the desk's configuration, and is not signed in.
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
    /// Changes a person, and ends whatever session they have.
    Change(ChangeOptions),
    /// Everybody who may sign in, and who may no more.
    List(ListOptions),
}

#[derive(Args)]
struct AddOptions {
    login: String,
    /// As colleagues and the history name this person.
    #[arg(long)]
    name: String,
    #[arg(long, value_enum)]
    role: RoleName,
    /// Key of a merchant of the configuration; may be given several times [default: all that there are now]
    #[arg(long = "merchant")]
    merchants: Vec<String>,
    #[command(flatten)]
    desk: Options,
}

#[derive(Args)]
struct ChangeOptions {
    login: String,
    /// As colleagues and the history name this person.
    #[arg(long)]
    name: Option<String>,
    #[arg(long, value_enum)]
    role: Option<RoleName>,
    /// Key of a merchant of the configuration, in the place of those before; may be given several times
    #[arg(long = "merchant")]
    merchants: Vec<String>,
    /// A new password, read from standard input.
    #[arg(long)]
    password: bool,
    /// May sign in no more; what they did stays under their name.
    #[arg(long, conflicts_with = "activate")]
    deactivate: bool,
    /// May sign in again.
    #[arg(long)]
    activate: bool,
    #[command(flatten)]
    desk: Options,
}

#[derive(Args)]
struct ListOptions {
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
    start_log("warn");
    match options.command {
        UserCommand::Add(options) => add(options).await,
        UserCommand::Change(options) => change(options).await,
        UserCommand::List(options) => list(options).await,
    }
}

async fn add(options: AddOptions) -> Result<(), Failure> {
    let config = Config::load(options.desk)?;
    let merchants = if options.merchants.is_empty() {
        config.merchants.iter().map(MerchantConfig::id).collect()
    } else {
        merchants_of(&config, &options.merchants)?
    };
    if merchants.is_empty() {
        return Err("the configuration has no merchant yet: add [[merchants]] first".into());
    }
    if options.login.is_empty() || options.login.len() > LOGIN_MAX_BYTES {
        return Err(format!("a login has 1–{LOGIN_MAX_BYTES} bytes").into());
    }
    let password_hash = new_password()?;
    let store = open_store(&config).await?;
    let staff = Staff {
        id: StaffId::from_bits(entropy::bits()),
        login: options.login,
        name: options.name,
        role: options.role.as_str().to_owned(),
        password_hash,
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

async fn change(options: ChangeOptions) -> Result<(), Failure> {
    let config = Config::load(options.desk)?;
    let merchants = match &options.merchants[..] {
        [] => None,
        keys => Some(merchants_of(&config, keys)?),
    };
    let active = match (options.activate, options.deactivate) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        (false, false) => None,
    };
    let mut change = StaffChange {
        name: options.name,
        role: options.role.map(|role| role.as_str().to_owned()),
        password_hash: None,
        merchants,
        active,
    };
    if change == StaffChange::default() && !options.password {
        return Err("nothing to change: see `cancel-desk user change --help`".into());
    }
    if options.password {
        change.password_hash = Some(new_password()?);
    }
    let login = options.login;
    let store = open_store(&config).await?;
    match store.change_staff(&login, &change, OPERATOR, SystemClock.now()).await {
        Ok(()) => {
            let next = match active {
                Some(false) => "may sign in no more",
                _ => "signs in anew",
            };
            say(&format!("{login} {next}."));
            Ok(())
        }
        Err(StoreError::NotFound("staff")) => {
            Err(format!("nobody has the login `{login}`: see `cancel-desk user list`").into())
        }
        Err(error) => Err(error.into()),
    }
}

async fn list(options: ListOptions) -> Result<(), Failure> {
    let config = Config::load(options.desk)?;
    let store = open_store(&config).await?;
    for staff in store.staff_list().await? {
        let keys: Vec<_> = staff.merchants.iter().map(|id| key_of(&config, id)).collect();
        let state = if staff.active { "" } else { "  may sign in no more" };
        let (login, role, keys) = (&staff.login, &staff.role, keys.join(","));
        print(&format!("{login:<20} {role:<8} {keys:<20} {}{state}\n", staff.name));
    }
    Ok(())
}

/// The merchant's key, or its id where the configuration has it no more.
fn key_of(config: &Config, id: &MerchantId) -> String {
    let known = config.merchants.iter().find(|merchant| merchant.id() == *id);
    known.map_or_else(|| id.to_string(), |merchant| merchant.key.clone())
}

fn merchants_of(config: &Config, keys: &[String]) -> Result<Vec<MerchantId>, String> {
    let known = |key: &String| config.merchants.iter().find(|merchant| merchant.key == *key);
    let of = |key| known(key).map(MerchantConfig::id).ok_or(format!("no merchant `{key}`"));
    keys.iter().map(of).collect()
}

/// The hash of a new password. A person who types it types it twice.
fn new_password() -> Result<String, Failure> {
    let password = ask_secret("Password:")?;
    if password.chars().count() < PASSWORD_MIN_CHARS || password.len() > PASSWORD_MAX_BYTES {
        return Err(format!("a password has at least {PASSWORD_MIN_CHARS} characters").into());
    }
    if io::stdin().is_terminal() && ask_secret("Once more:")? != password {
        return Err("the two are not the same; nothing was changed".into());
    }
    Ok(hash_password(&password))
}
