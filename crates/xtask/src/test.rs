//! `cargo xtask test`: everything from a fresh clone to all tests green.

mod faults;
mod report;
mod skips;
mod stages;
mod tally;

use clap::Args;

use crate::desk::now;
use crate::failure::{Failure, Result};
use crate::project::Project;
use crate::setup;
use report::{Report, Verdict};
use stages::{Outcome, STAGES, Stage};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Only these stages, separated by commas
    #[arg(long, value_name = "STAGES", value_delimiter = ',')]
    only: Vec<String>,
    /// Name the stages and end
    #[arg(long)]
    list: bool,
}

/// Runs every chosen stage, also after a failure, so that one run shows all there is to mend.
pub(crate) fn run(project: &Project, arguments: &Arguments) -> Result {
    if arguments.list {
        STAGES.iter().for_each(|stage| println!("{}", listed(stage)));
        return Ok(());
    }
    let mut report = Report::default();
    for stage in choose(&arguments.only)? {
        println!("── {}: {}", stage.name, stage.what);
        let start = now();
        let verdict = perform(project, stage);
        report.add(stage.name, start.elapsed(), verdict);
    }
    report.finish()
}

fn perform(project: &Project, stage: &Stage) -> Verdict {
    let ready = stage.needs.iter().try_for_each(|part| setup::provide(project, *part));
    match ready.and_then(|()| (stage.run)(project)) {
        Ok(Outcome::Ran(output)) => Verdict::passed(&output),
        Ok(Outcome::Told(output)) => {
            println!("{output}");
            Verdict::passed("")
        }
        Ok(Outcome::Skipped(reason)) => {
            println!("skipped: {reason}");
            Verdict::Skipped
        }
        Err(failure) => {
            println!("{}", failure.output);
            println!("FAILED: {failure}");
            Verdict::failed(&failure.output)
        }
    }
}

fn listed(stage: &Stage) -> String {
    format!("{:<12}{}", stage.name, stage.what)
}

fn choose(only: &[String]) -> Result<Vec<&'static Stage>> {
    let known = |name: &String| STAGES.iter().any(|stage| stage.name == name);
    if let Some(unknown) = only.iter().find(|name| !known(name)) {
        return Err(Failure::new(format!("there is no stage `{unknown}`"))
            .remedy("`cargo xtask test --list` names them"));
    }
    let chosen = |stage: &&Stage| match only {
        [] => true,
        _ => only.iter().any(|name| name == stage.name),
    };
    Ok(STAGES.iter().filter(chosen).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_stages_or_the_chosen_in_their_own_order() {
        let names = |only: &[&str]| {
            let only: Vec<_> = only.iter().map(ToString::to_string).collect();
            choose(&only).unwrap().iter().map(|stage| stage.name).collect::<Vec<_>>()
        };
        assert_eq!(names(&[]).len(), STAGES.len());
        assert_eq!(names(&["tidy", "fmt"]), ["fmt", "tidy"]);
    }

    #[test]
    fn an_unknown_stage_is_named() {
        let failure = choose(&["fmt".into(), "e3e".into()]).unwrap_err();
        assert!(failure.to_string().contains("`e3e`"));
    }
}
