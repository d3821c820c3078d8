//! Makes the JavaScript glue of a module; called by Trunk. Before that it takes the module apart, where
//! the caller of Trunk asks for it.

mod split;

use std::ffi::OsString;

/// The folder for what is loaded later. Absent, the module stays in one piece.
const PARTS: &str = "CANCEL_DESK_PARTS";

fn main() -> anyhow::Result<()> {
    env_logger::init();
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let arguments = match std::env::var_os(PARTS) {
        Some(folder) => split::split(arguments, folder.as_ref())?,
        None => arguments,
    };
    wasm_bindgen_cli::wasm_bindgen::run_cli_with_args(arguments)
}
