use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    desk_agent::cli::run(std::env::args_os()).await
}
