//! A desk is started over files that it may read and not write.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use desk_simulation::Violation;

use crate::shop::Shop;

const ONE_LINE: &str = "a desk that cannot write says so in one line and ends";
const FILE: u32 = 0o444;
const FOLDER: u32 = 0o555;
/// Of nobody. The superuser may write everywhere, so the desk is started as somebody else.
const NOBODY: &str = "65534";

pub(super) async fn refuse(shop: &mut Shop) -> Result<(), Violation> {
    let copy = shop.path("read-only");
    std::fs::create_dir(&copy)?;
    shop.desk.kill().await?;
    std::fs::copy(shop.path("desk").join("desk.db"), copy.join("desk.db"))?;
    shop.desk.start()?;
    set(&copy.join("desk.db"), FILE)?;
    set(&copy, FOLDER)?;
    set(&shop.path(""), 0o755)?;
    let data = copy.display().to_string();
    let desk = shop.program("cancel-desk");
    let desk = desk.display().to_string();
    let serve = [desk.as_str(), "serve", "--bind", "127.0.0.1:0", "--data", &data];
    let mut command = tokio::process::Command::new("setpriv");
    let as_nobody = ["--reuid", NOBODY, "--clear-groups"];
    let output = match shop.is_superuser()? {
        true => command.args(as_nobody).args(serve).output().await?,
        false => tokio::process::Command::new(serve[0]).args(&serve[1..]).output().await?,
    };
    let said = String::from_utf8_lossy(&output.stderr);
    let is_clear = said.lines().count() == 1 && said.starts_with("cancel-desk: ");
    if output.status.success() || !is_clear {
        return Err(Violation::of(ONE_LINE, said));
    }
    shop.ready().await
}

fn set(path: &Path, mode: u32) -> std::io::Result<()> {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode))
}
