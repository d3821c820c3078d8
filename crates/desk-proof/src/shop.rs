//! A shop: the desk, its vendors, the agent at its terminal, each a process of its own, with the network
//! between them.

use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use desk_simulation::{HARNESS, Violation};
use desk_testkit::ports::free_base_port;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::book::{Book, Listed};
use crate::client::Browser;
use crate::clock::ClockPage;
use crate::http::{Request, ask};
use crate::postgres::{Place, Server};
use crate::process::Process;
use crate::proxy::{Proxy, Weather};
use crate::small_disk::SmallDisk;
use crate::vendors::{Vendor, Vendors};

/// From either base port.
pub(crate) const PORTONE: u16 = 1;
const BOOTPAY: u16 = 2;
const PAYSSAM: u16 = 3;
const VAN: u16 = 4;
pub(crate) const CONTROL: u16 = 9;
/// Of the device that the demo's past was paid at.
const CAT_ID: &str = "1234567001";
/// How many payments each vendor has when the desk opens.
const IN_STOCK: u32 = 40;
const AMOUNTS_WON: [i64; 3] = [90_000, 100_000, 350_000];
/// A start takes some tens of milliseconds, a first one a second; one that takes this long hangs.
const START_TRIES: u32 = 1_500;
const START_PAUSE: Duration = Duration::from_millis(20);

/// Where the programs are, and where the desk is to keep its book.
#[derive(Clone, Debug)]
pub(crate) struct Setting {
    pub(crate) programs: PathBuf,
    /// `None`: a file.
    pub(crate) postgres: Option<Server>,
    pub(crate) seed: u64,
    /// The desk's files are on a disk that can be filled, where the harness may mount one.
    pub(crate) on_small_disk: bool,
}

pub(crate) struct Shop {
    pub(crate) desk: Process,
    pub(crate) simulators: Process,
    pub(crate) agent: Process,
    /// The desk's port.
    pub(crate) port: u16,
    pub(crate) vendors: Vendors,
    pub(crate) book: Book,
    /// Where the book is in a server's keeping.
    pub(crate) place: Option<Place>,
    pub(crate) weather: Arc<Weather>,
    pub(crate) clock: ClockPage,
    /// The terminal that the agent is paired as.
    pub(crate) terminal: String,
    pub(crate) sold: u32,
    pub(crate) seed: u64,
    // Unmounted before the folder goes: fields are dropped in this order.
    pub(crate) disk: Option<SmallDisk>,
    folder: TempDir,
    programs: PathBuf,
    _network: Vec<Proxy>,
}

impl Shop {
    /// Everything runs, the vendors' payments are in the book, the agent is paired.
    pub(crate) async fn open(setting: &Setting) -> Result<Self, Violation> {
        let folder = tempfile::Builder::new().prefix("desk-proof-").tempdir()?;
        let port = free_base_port();
        let vendors_at = free_base_port();
        let control = vendors_at + CONTROL;
        let weather = Arc::new(Weather::of_seed(setting.seed));
        let mut network = Vec::new();
        for offset in [PORTONE, BOOTPAY, PAYSSAM] {
            let weather = Arc::clone(&weather);
            network.push(Proxy::open(port + offset, vendors_at + offset, weather).await?);
        }
        // Where the vendors send their webhooks.
        network.push(Proxy::open(vendors_at, port, Arc::clone(&weather)).await?);
        let data = folder.path().join("desk");
        let disk = match setting.on_small_disk {
            true => SmallDisk::mount(&data)?,
            false => None,
        };
        let place = match &setting.postgres {
            Some(server) => Some(Place::make(server, setting.seed).await?),
            None => None,
        };
        let book = match &place {
            Some(place) => Book::Server(place.url()),
            None => Book::File(data.join("desk.db")),
        };
        let mut shop = Self {
            desk: desk(setting, folder.path(), port, &book),
            simulators: simulators(setting, folder.path(), vendors_at),
            agent: agent(setting, folder.path(), vendors_at + VAN),
            port,
            vendors: Vendors { control },
            book,
            place,
            weather,
            clock: ClockPage::open(port + CONTROL, control).await?,
            terminal: String::new(),
            sold: 0,
            seed: setting.seed,
            disk,
            folder,
            programs: setting.programs.clone(),
            _network: network,
        };
        shop.stock().await?;
        shop.desk.start()?;
        shop.ready().await?;
        shop.pair().await?;
        Ok(shop)
    }

    /// Ends every program, and what they kept.
    pub(crate) async fn close(mut self) -> Result<(), Violation> {
        for program in [&mut self.agent, &mut self.desk, &mut self.simulators] {
            program.kill().await?;
        }
        match self.place {
            Some(place) => place.drop().await,
            None => Ok(()),
        }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Leaves what the programs kept where it is.
    pub(crate) fn keep(self) -> PathBuf {
        if let Some(disk) = self.disk {
            disk.keep();
        }
        self.folder.keep()
    }

    pub(crate) fn program(&self, name: &str) -> PathBuf {
        self.programs.join(name)
    }

    /// Whether the harness may write where nobody may: then a folder that it made is the superuser's.
    pub(crate) fn is_superuser(&self) -> std::io::Result<bool> {
        Ok(std::fs::metadata(self.folder.path())?.uid() == 0)
    }

    /// Runs a command of a program to its end; what it printed. One that fails is a violation of `law`.
    pub(crate) async fn run(
        &self,
        law: &'static str,
        program: &str,
        arguments: &[&str],
    ) -> Result<String, Violation> {
        let mut command = tokio::process::Command::new(self.programs.join(program));
        let output = command.args(arguments).output().await?;
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8_lossy(&said).into_owned();
        if output.status.success() { Ok(said) } else { Err(Violation::of(law, said)) }
    }

    /// Waits until the desk answers that it can work.
    pub(crate) async fn ready(&mut self) -> Result<(), Violation> {
        await_ready(&mut self.desk, self.port).await
    }

    /// Time passes, for the vendors at once and for the desk with its next look at the clock, which is
    /// within a second, or with its next start.
    pub(crate) async fn pass(&self, seconds: i64) -> Result<(), Violation> {
        self.vendors.pass(seconds).await?;
        self.clock.show(self.vendors.ahead_seconds().await?);
        Ok(())
    }

    /// One more customer pays by card, and PortOne tells the desk.
    pub(crate) async fn sell_one_more(&mut self) -> Result<(), Violation> {
        self.sell(Vendor::PortOne).await
    }

    pub(crate) async fn for_sale(&self) -> Result<Vec<Listed>, Violation> {
        let payments = self.book.payments().await?;
        Ok(payments.into_iter().filter(|payment| payment.vendor().is_some()).collect())
    }

    async fn sell(&mut self, vendor: Vendor) -> Result<(), Violation> {
        let won = AMOUNTS_WON[self.sold as usize % AMOUNTS_WON.len()];
        self.sold += 1;
        self.vendors.sell(vendor, self.sold, won).await
    }

    async fn stock(&mut self) -> Result<(), Violation> {
        self.simulators.start()?;
        self.vendors.empty().await?;
        for _ in 0..IN_STOCK {
            for vendor in Vendor::ALL {
                self.sell(vendor).await?;
            }
        }
        Ok(())
    }

    /// The demo has an agent inside. Its terminal is taken from it and given to one in a process of its
    /// own, by the code that a manager reads out.
    async fn pair(&mut self) -> Result<(), Violation> {
        let mut manager = Browser::new(self.port, "manager");
        let listed = manager.insist("GET", "/api/terminals", None).await?;
        let id = listed.body["items"][0]["id"].as_str().unwrap_or_default().to_owned();
        let nothing = json!({});
        for deed in ["revoke", "code"] {
            let path = format!("/api/terminals/{id}/{deed}");
            let answer = manager.insist("POST", &path, Some(&nothing)).await?;
            if let Some(code) = answer.body["code"].as_str().filter(|_| deed == "code") {
                let (desk, data) = (format!("http://127.0.0.1:{}", self.port), self.path("agent"));
                let data = data.display().to_string();
                let arguments = ["pair", "--desk", &desk, "--code", code, "--cat-id", CAT_ID];
                let arguments = [&arguments[..], &["--data", &data]].concat();
                self.run(HARNESS, "desk-agent", &arguments).await?;
                self.terminal = id;
                return self.agent.start();
            }
        }
        Err(Violation::of(HARNESS, format!("no code for the terminal: {listed:?}")))
    }
}

/// Waits until the desk on this port answers that it can work.
pub(crate) async fn await_ready(desk: &mut Process, port: u16) -> Result<(), Violation> {
    for _ in 0..START_TRIES {
        let answer = ask(port, &Request::get("/readyz")).await;
        if answer.is_some_and(|answer| answer.is_success()) {
            return Ok(());
        }
        desk.lives()?;
        tokio::time::sleep(START_PAUSE).await;
    }
    Err(Violation::of("a killed desk starts again", desk.last_words()))
}

fn desk(setting: &Setting, folder: &Path, port: u16, book: &Book) -> Process {
    // A limit on its files is told as an error of writing, as a full disk is, and not by a signal.
    Process::new("sh".into(), folder.join("desk.log"))
        .arg("-c")
        .arg("trap '' XFSZ; exec \"$0\" \"$@\"")
        .arg(setting.programs.join("cancel-desk"))
        .arg("demo")
        .arg("--external-simulators")
        .arg("--base-port")
        .arg(port.to_string())
        .arg("--data")
        .arg(folder.join("desk"))
        .arg("--database-url")
        .arg(book.url())
}

pub(crate) fn simulators(setting: &Setting, folder: &Path, port: u16) -> Process {
    Process::new(setting.programs.join("cancel-desk"), folder.join("simulators.log"))
        .arg("simulate")
        .arg("--base-port")
        .arg(port.to_string())
        .arg("--data")
        .arg(folder.join("vendors"))
}

fn agent(setting: &Setting, folder: &Path, device: u16) -> Process {
    Process::new(setting.programs.join("desk-agent"), folder.join("agent.log"))
        .arg("run")
        .arg("--device")
        .arg(format!("http://127.0.0.1:{device}"))
        .arg("--data")
        .arg(folder.join("agent"))
        .env("RUST_LOG", "warn")
}

/// The body of a click.
pub(crate) fn wanted(kind: &str, won: i64, left_won: i64) -> Value {
    json!({
        "kind": kind,
        "amount_won": won,
        "reason_code": "customer_request",
        "expected_cancellable_won": left_won,
    })
}
