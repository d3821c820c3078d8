use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    desk_server::cli::run().await
}
