//! The network between the desk and its vendors, on real sockets. Each request meets what the weather of
//! the moment has for it.

mod weather;

use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

pub(crate) use weather::{Fault, Weather};

/// A request or an answer of a few kB comes in one piece; a longer one in several.
const PIECE: usize = 64 * 1024;
/// How much of an answer that breaks off arrives, in bytes: its head and some of its body.
const HALF: usize = 150;
/// Until the second piece of a request has arrived, head and body apart.
const WHOLE_AFTER: Duration = Duration::from_millis(30);
const GARBAGE: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\
    content-length: 12\r\n\r\n\xff\xfe{\"id\": 7,,\n";

pub(crate) struct Proxy {
    server: JoinHandle<()>,
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl Proxy {
    /// From `port` to `vendor`, both on loopback.
    pub(crate) async fn open(
        port: u16,
        vendor: u16,
        weather: Arc<Weather>,
    ) -> std::io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", port)).await?;
        let server = tokio::spawn(async move {
            while let Ok((desk, _)) = listener.accept().await {
                let weather = Arc::clone(&weather);
                tokio::spawn(async move {
                    if let Ok(vendor) = TcpStream::connect(("127.0.0.1", vendor)).await {
                        let line = Line { desk, vendor, weather, is_asking: false };
                        // A line that breaks, broke: that is what this is for.
                        drop(line.carry().await);
                    }
                });
            }
        });
        Ok(Self { server })
    }
}

/// One connection, with any number of requests on it, one after another.
struct Line {
    desk: TcpStream,
    vendor: TcpStream,
    weather: Arc<Weather>,
    /// A request has begun, and its answer has not.
    is_asking: bool,
}

impl Line {
    async fn carry(mut self) -> std::io::Result<()> {
        let (mut request, mut answer) = (vec![0; PIECE], vec![0; PIECE]);
        let mut fault = None;
        loop {
            tokio::select! {
                read = self.desk.read(&mut request) => {
                    let piece = &request[..read?];
                    if piece.is_empty() {
                        return Ok(());
                    }
                    if !self.is_asking {
                        self.is_asking = true;
                        fault = self.weather.draw();
                    }
                    match fault {
                        Some(before @ (Fault::Reset | Fault::CutAfterSend | Fault::Late { .. })) => {
                            let order = piece.to_vec();
                            return self.strike(before, order).await;
                        }
                        _ => self.vendor.write_all(piece).await?,
                    }
                }
                read = self.vendor.read(&mut answer) => {
                    let piece = &answer[..read?];
                    if piece.is_empty() {
                        return Ok(());
                    }
                    self.is_asking = false;
                    match fault.take() {
                        Some(Fault::HalfAnswer) => {
                            return self.desk.write_all(&piece[..piece.len().min(HALF)]).await;
                        }
                        Some(Fault::Garbage) => return self.desk.write_all(GARBAGE).await,
                        Some(Fault::SlowAnswer { for_ms }) => {
                            tokio::time::sleep(Duration::from_millis(for_ms)).await;
                            self.desk.write_all(piece).await?;
                        }
                        _ => self.desk.write_all(piece).await?,
                    }
                }
            }
        }
    }

    /// What ends the line while the request is on it.
    async fn strike(mut self, fault: Fault, mut order: Vec<u8>) -> std::io::Result<()> {
        let weather = Arc::clone(&self.weather);
        let _held = weather.hold();
        // The body may come in a piece of its own.
        let mut rest = vec![0; PIECE];
        let more = tokio::time::timeout(WHOLE_AFTER, self.desk.read(&mut rest)).await;
        if let Ok(Ok(length)) = more {
            order.extend_from_slice(&rest[..length]);
        }
        match fault {
            Fault::CutAfterSend => {
                drop(self.desk);
                self.vendor.write_all(&order).await?;
                wait_for_answer(&mut self.vendor).await;
                Ok(())
            }
            Fault::Late { by_ms } => {
                drop(self.desk);
                tokio::time::sleep(Duration::from_millis(by_ms)).await;
                self.vendor.write_all(&order).await?;
                wait_for_answer(&mut self.vendor).await;
                Ok(())
            }
            // Nothing has left: the line goes with the order on it.
            _ => self.desk.set_zero_linger(),
        }
    }
}

/// The vendor works it out whether or not somebody listens; an answer says that it has.
async fn wait_for_answer(vendor: &mut TcpStream) {
    const PATIENCE: Duration = Duration::from_secs(5);
    let mut answer = [0; 1];
    // Its end without an answer is as good: nothing more will come of the order.
    let _ = tokio::time::timeout(PATIENCE, vendor.read(&mut answer)).await;
}
