//! A desk is started over a database that it may read and not write.

use std::os::unix::fs::{PermissionsExt as _, chown};
use std::path::Path;
use std::time::Duration;

use desk_simulation::Violation;
use tokio::process::Command;
use tokio::time::timeout;

use crate::shop::Shop;

const ONE_LINE: &str = "a desk that cannot write says so in one line and ends";
const DATABASE: &str = "desk.db";
/// What a desk needs of its folder; the key is readable, so that nothing but the database is in its way.
const FILES: [&str; 2] = [DATABASE, "seal.key"];
const FILE: u32 = 0o444;
const FOLDER: u32 = 0o755;
/// A desk that starts all the same would never end by itself.
const PATIENCE: Duration = Duration::from_secs(30);
/// The database alone is read-only, or all of its folder is.
const FOLDERS: [(&str, u32); 2] = [("read-only-file", FOLDER), ("read-only-folder", 0o555)];
/// The superuser may write everywhere, so the desk is started as somebody else.
const NOBODY: u32 = 65_534;

pub(super) async fn refuse(shop: &mut Shop) -> Result<(), Violation> {
    set(&shop.path(""), 0o755)?;
    for (name, mode) in FOLDERS {
        let copy = shop.path(name);
        std::fs::create_dir(&copy)?;
        shop.desk.kill().await?;
        // All of it into the one file that is copied.
        shop.book.cut_log().await?;
        let copied = FILES.iter().try_for_each(|file| {
            std::fs::copy(shop.path("desk").join(file), copy.join(file)).map(drop)
        });
        shop.desk.start()?;
        copied?;
        let is_superuser = shop.is_superuser()?;
        for path in FILES.map(|file| copy.join(file)).iter().chain([&copy]) {
            if is_superuser {
                chown(path, Some(NOBODY), None)?;
            }
        }
        set(&copy.join(DATABASE), FILE)?;
        set(&copy, mode)?;
        hear_why(shop, &copy, is_superuser).await?;
        set(&copy, FOLDER)?;
    }
    shop.ready().await
}

async fn hear_why(shop: &Shop, folder: &Path, is_superuser: bool) -> Result<(), Violation> {
    let desk = shop.program("cancel-desk").display().to_string();
    let data = folder.display().to_string();
    let serve = [desk.as_str(), "serve", "--bind", "127.0.0.1:0", "--data", &data];
    let nobody = NOBODY.to_string();
    let as_nobody = ["setpriv", "--reuid", &nobody, "--clear-groups"];
    let words = as_nobody.iter().filter(|_| is_superuser).chain(&serve);
    let mut words = words.copied();
    let mut command = Command::new(words.next().unwrap_or_default());
    let ended = timeout(PATIENCE, command.args(words).kill_on_drop(true).output()).await;
    let Ok(output) = ended else {
        return Err(Violation::of(ONE_LINE, format!("{data}: it goes on")));
    };
    let output = output?;
    let said = String::from_utf8_lossy(&output.stderr);
    let is_clear = said.lines().count() == 1 && said.starts_with("cancel-desk: ");
    let names_it = said.contains(DATABASE);
    if output.status.success() || !is_clear || !names_it {
        return Err(Violation::of(ONE_LINE, format!("{data}: {said}")));
    }
    Ok(())
}

fn set(path: &Path, mode: u32) -> std::io::Result<()> {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode))
}
