//! Generates the parser.

fn main() {
    lalrpop::process_src().expect("the grammar");
}
