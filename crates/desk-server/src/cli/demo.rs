//! `demo`: the desk against simulated vendors.

use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use desk_simulator::bootpay::{DEMO_APPLICATION_ID, DEMO_PRIVATE_KEY};
use desk_simulator::payssam::{DEMO_API_KEY, DEMO_MEMBER, DEMO_MERCHANT};
use desk_simulator::{DEMO_API_SECRET, Running, Simulators, demo_webhook_secret};
use tokio::net::TcpListener;

use super::Failure;
use super::opening::open_desk;
use super::progress::Progress;
use super::serve::run;
use super::simulate::{SeedOptions, simulator_config};
use super::terminal::{say, start_log};
use crate::clock::{Clock, SystemClock};
use crate::demo::{
    BOOTPAY_OFFSET, CONTROL_OFFSET, LOGINS, PASSWORD, PAYSSAM_OFFSET, PORTONE_OFFSET, VAN_OFFSET,
    claim_folder, config, fill, follow_control_page, in_process, refuse_real_book,
    refuse_real_configuration, run_agent, seed_people,
};

/// The journal of the agent at the demo's terminal, in the demo's folder.
const AGENT_FOLDER: &str = "agent";

#[derive(Args)]
pub(super) struct DemoOptions {
    /// Console here, PortOne on +1, Bootpay on +2, PaySsam on +3, a card terminal on +4, the vendors' control page on +9.
    #[arg(long, default_value_t = 7300)]
    base_port: u16,
    /// Where the demo's data is kept; an empty folder is seeded.
    #[arg(long, default_value = ".demo")]
    data: PathBuf,
    /// The vendors run in another process (`cancel-desk simulate`).
    #[arg(long)]
    external_simulators: bool,
    #[command(flatten)]
    seed: SeedOptions,
    /// Keeps the book here instead, e.g. postgres://…; the database must be empty or a demo's.
    #[arg(long)]
    database_url: Option<String>,
    /// Serve the screens from this folder (development).
    #[arg(long)]
    assets: Option<PathBuf>,
}

pub(super) async fn demo(options: DemoOptions) -> Result<(), Failure> {
    start_log("warn");
    refuse_real_configuration(std::env::vars_os().filter_map(|(name, _)| name.into_string().ok()))?;
    claim_folder(&options.data)?;
    let port = options.base_port;
    // Bound first: two demos on one port must not share a folder.
    let mut config = config(port, options.data.clone(), options.assets.clone());
    if let Some(url) = &options.database_url {
        refuse_real_book(url).await?;
        config.database_url.clone_from(url);
    }
    let listener = TcpListener::bind(config.bind)
        .await
        .map_err(|error| format!("{} cannot be bound: {error}", config.bind))?;
    let (vendors, clock) = vendors(&options).await?;
    let desk = open_desk(&config, Arc::clone(&clock), true).await?;
    seed_people(&*desk.store, &*clock).await?;
    let mut progress = Progress::begin(SystemClock.now());
    let control = port.saturating_add(CONTROL_OFFSET);
    fill(&desk, control, |so_far| progress.show(so_far, SystemClock.now())).await?;
    progress.end();
    introduce(port);
    let agent = tokio::spawn(run_agent(port, options.data.join(AGENT_FOLDER)));
    run(desk, listener).await?;
    agent.abort();
    if let Some(vendors) = vendors {
        vendors.shut_down().await;
    }
    Ok(())
}

async fn vendors(options: &DemoOptions) -> Result<(Option<Running>, Arc<dyn Clock>), Failure> {
    let port = options.base_port;
    if options.external_simulators {
        return Ok((None, follow_control_page(port.saturating_add(CONTROL_OFFSET)).await));
    }
    let running =
        Simulators::start(simulator_config(port, options.data.clone(), options.seed.into()))
            .await?;
    let clock = in_process(running.clock());
    Ok((Some(running), clock))
}

fn introduce(port: u16) {
    let at = |offset: u16| format!("http://127.0.0.1:{}", port.saturating_add(offset));
    say(&format!(
        "Cancel Desk, demo: everything here is simulated.\n\
         \n  console       {}\
         \n  PortOne       {}   secret {DEMO_API_SECRET}, webhooks {}\
         \n  Bootpay       {}   id {DEMO_APPLICATION_ID}, key {DEMO_PRIVATE_KEY}\
         \n  PaySsam       {}   key {DEMO_API_KEY}, member {DEMO_MEMBER}, merchant {DEMO_MERCHANT}\
         \n  card terminal {}\
         \n  control page  {}\
         \n  sign in as    {}\
         \n  password      {PASSWORD}\n",
        at(0),
        at(PORTONE_OFFSET),
        demo_webhook_secret(),
        at(BOOTPAY_OFFSET),
        at(PAYSSAM_OFFSET),
        at(VAN_OFFSET),
        at(CONTROL_OFFSET),
        LOGINS.join(", "),
    ));
}
