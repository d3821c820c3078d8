//! `simulate`: the vendors alone, so that a desk can die and come back beside them.

use std::path::PathBuf;

use clap::Args;
use desk_simulator::{Config, Seed, Simulators, bootpay, payssam};

use super::Failure;
use super::serve::signal;
use super::terminal::{say, start_log};
use crate::demo::{claim_folder, hook_targets};

const STATE_FILE: &str = "simulator.json";

#[derive(Args)]
pub(super) struct SimulateOptions {
    /// PortOne on +1, Bootpay on +2, PaySsam on +3, a card terminal on +4, the control page on +9; the
    /// console of the demo is expected here.
    #[arg(long, default_value_t = 7300)]
    base_port: u16,
    /// Where the vendors' state is kept; an empty folder is seeded.
    #[arg(long, default_value = ".demo")]
    data: PathBuf,
    #[command(flatten)]
    seed: SeedOptions,
}

/// What an empty folder is seeded with.
#[derive(Args, Clone, Copy)]
pub(super) struct SeedOptions {
    /// Another number, other payments.
    #[arg(long, default_value_t = Seed::default().number)]
    seed: u64,
    /// How many payments besides the named ones; a few start sooner.
    #[arg(long, default_value_t = Seed::default().payments)]
    payments: usize,
}

impl From<SeedOptions> for Seed {
    fn from(options: SeedOptions) -> Self {
        Self { number: options.seed, payments: options.payments }
    }
}

pub(super) async fn simulate(options: SimulateOptions) -> Result<(), Failure> {
    start_log("warn");
    claim_folder(&options.data)?;
    let config = simulator_config(options.base_port, options.data, options.seed.into());
    let running = Simulators::start(config).await?;
    say(&format!(
        "PortOne: http://{}\nBootpay: http://{}\nPaySsam: http://{}\ncard terminal: http://{}\n\
         control page: http://{}",
        running.portone, running.bootpay, running.payssam, running.van, running.control
    ));
    signal().await;
    running.shut_down().await;
    Ok(())
}

pub(super) fn simulator_config(base_port: u16, data: PathBuf, seed: Seed) -> Config {
    let targets = hook_targets(base_port);
    Config {
        data_file: Some(data.join(STATE_FILE)),
        seed: Some(seed),
        webhook_target: Some(targets.portone),
        bootpay: bootpay::Options {
            webhook_target: Some(targets.bootpay),
            ..bootpay::Options::default()
        },
        payssam: payssam::Settings {
            callback_target: Some(targets.payssam),
            ..payssam::Settings::default()
        },
        ..Config::demo(base_port)
    }
}
