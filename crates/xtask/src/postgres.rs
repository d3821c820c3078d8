//! A PostgreSQL for one test run: made in seconds, in a folder of its own, and gone after.

use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::background::AtEnd;
use crate::failure::{Doing as _, Failure, Result};
use crate::project::Project;
use crate::tool::Tool;
use crate::{ports, setup};

/// PostgreSQL refuses to run as root; Debian's package brings this account.
const ACCOUNT: &str = "postgres";
/// Nothing of it is kept, so nothing need reach the disk.
const OPTIONS: &str = "-c fsync=off -c synchronous_commit=off -c max_connections=300";

#[derive(Debug)]
pub(crate) struct Cluster {
    port: u16,
    control: String,
    // Stopped before its folder goes: fields are dropped in this order.
    _stop: AtEnd,
    _folder: TempDir,
}

impl Cluster {
    pub(crate) fn start(project: &Project) -> Result<Self> {
        let programs = setup::postgres_programs(project)
            .ok_or_else(|| Failure::new("PostgreSQL is missing"))?;
        let folder = tempfile::tempdir().doing(|| "make a folder for PostgreSQL".into())?;
        let runner = Runner { programs, as_other: setup::is_root(), folder: folder.path().into() };
        if runner.as_other {
            Tool::new("chown").arg(ACCOUNT).arg(folder.path()).capture()?;
        }
        runner
            .tool("initdb")
            .args(["--auth=trust", "--username=postgres", "--no-sync"])
            .args(["--encoding=UTF8", "--locale=C.UTF-8"])
            .capture()?;
        let port = ports::free_port()?;
        let control = runner.control(port);
        Tool::new("sh").arg("-c").arg(format!("{control} start")).named("pg_ctl").capture()?;
        let stop = AtEnd::new(move || {
            let stop = runner.tool("pg_ctl").args(["--mode=immediate", "--wait", "stop"]);
            if let Err(failure) = stop.capture() {
                eprintln!("PostgreSQL keeps running: {failure}");
            }
        });
        Ok(Self { port, control, _stop: stop, _folder: folder })
    }

    pub(crate) fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    /// What a shell runs to stop and start it, with `stop --mode MODE` or `start` behind it.
    pub(crate) fn control(&self) -> &str {
        &self.control
    }
}

/// Runs PostgreSQL's programs on one cluster, as its own account where we are root.
#[derive(Debug)]
struct Runner {
    programs: PathBuf,
    as_other: bool,
    folder: PathBuf,
}

impl Runner {
    fn control(&self, port: u16) -> String {
        let other = if self.as_other { format!("runuser -u {ACCOUNT} --") } else { String::new() };
        let (programs, folder) = (self.programs.display(), self.folder.display());
        format!(
            "cd / && {other} '{programs}/pg_ctl' --pgdata '{folder}/data' --wait --log '{folder}/log' \
             --options '-p {port} -h 127.0.0.1 -k {folder} {OPTIONS}'"
        )
    }

    fn tool(&self, program: &str) -> Tool {
        let path = self.programs.join(program);
        let tool = match self.as_other {
            true => Tool::new("runuser").args(["-u", ACCOUNT, "--"]).arg(path),
            false => Tool::new(path),
        };
        // A folder it may read: it complains about ours.
        tool.named(program).dir(Path::new("/")).arg("--pgdata").arg(self.folder.join("data"))
    }
}
