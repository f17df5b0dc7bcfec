% How terms are read and written: each line is a text and how it is written.
% expect: 184 checks
:- initialization(main).
:- op(700, xfx, ===>).
:- op(200, xfy, &).
:- op(900, fy, not).
:- op(700, xfx, eq).
:- op(700, xf, isnt).
:- op(700, fx, are).
:- op(100, yf, ??).
main :- nb_setval(checks, 0), c(Text, Expected), nb_getval(checks, N0), N is N0 + 1, nb_setval(checks, N), check(Text, Expected), fail.
main :- nb_getval(checks, N), format("~d checks~n", [N]).
check(Text, Expected) :- with_output_to(string(Result), run(Text)), ( Result == Expected -> true ; format("~s~n    gives ~s~n    not   ~s~n", [Text, Result, Expected]) ).
% How a text is written again: quoted, without operators, unquoted; or why it is no term.
run(Text) :- catch(read_all(Text, Term), error(syntax_error(Why), _), ( write('error '), writeq(Why) )), ( var(Why) -> show(Term) ; true ).
read_all(Text, Term) :- term_string(Term, Text).
show(Term) :-
    term_variables(Term, Vs), names(Vs, 0, Names),
    write_term(Term, [quoted(true), numbervars(true), variable_names(Names)]), write('   '),
    write_term(Term, [quoted(true), ignore_ops(true), variable_names(Names)]), write('   '),
    write_term(Term, [numbervars(true), variable_names(Names)]),
    % What was written quoted reads as the same term.
    with_output_to(string(S), write_term(Term, [quoted(true), ignore_ops(true)])), term_string(Again, S), ( Again =@= Term -> true ; write('   reads differently') ).
names([], _, []).
names([V|Vs], N, [A=V|Bs]) :- atom_concat('V', N, A), M is N + 1, names(Vs, M, Bs).

c("{:-p}", "{:-p}   {:-(p)}   {:-p}").
c("(:-p),q", "(:-p),q   ','(:-(p),q)   (:-p),q").
c("- ( :-p)", "- (:-p)   -(:-(p))   - (:-p)").
c("a: - 1", "a: -1   :(a,-1)   a: -1").
c("- - - 1", "- - -1   -(-(-1))   - - -1").
c("+ (+ (1))", "+ +1   +(+(1))   + +1").
c("+ - 1", "+ -1   +(-1)   + -1").
c("- + 1", "- +1   -(+(1))   - +1").
c("1 + 2 + 3", "1+2+3   +(+(1,2),3)   1+2+3").
c("1 - (2 + 3)", "1-(2+3)   -(1,+(2,3))   1-(2+3)").
c("1 - (2 - 3)", "1-(2-3)   -(1,-(2,3))   1-(2-3)").
c("1*2+3*4", "1*2+3*4   +(*(1,2),*(3,4))   1*2+3*4").
c("(1+2)*(3+4)", "(1+2)*(3+4)   *(+(1,2),+(3,4))   (1+2)*(3+4)").
c("2**3**4", "error operator_clash").
c("(2**3)**4", "(2**3)**4   **(**(2,3),4)   (2**3)**4").
c("2^3^4", "2^3^4   ^(2,^(3,4))   2^3^4").
c("a->b->c", "a->b->c   ->(a,->(b,c))   a->b->c").
c("(a->b)->c", "(a->b)->c   ->(->(a,b),c)   (a->b)->c").
c("a;b;c", "a;b;c   ;(a,;(b,c))   a;b;c").
c("(a;b);c", "(a;b);c   ;(;(a,b),c)   (a;b);c").
c("a=b,c=d", "a=b,c=d   ','(=(a,b),=(c,d))   a=b,c=d").
c("\\+a,b", "\\+a,b   ','(\\+(a),b)   \\+a,b").
c("\\+ (a),b", "\\+a,b   ','(\\+(a),b)   \\+a,b").
c("\\+ (\\+ a)", "\\+ \\+a   \\+(\\+(a))   \\+ \\+a").
c("\\+ a = b", "\\+a=b   \\+(=(a,b))   \\+a=b").
c("(\\+ a) = b", "(\\+a)=b   =(\\+(a),b)   (\\+a)=b").
c("[\\+ a, - b]", "[\\+a,-b]   [\\+(a),-(b)]   [\\+a,-b]").
c("f(\\+ a, - b)", "f(\\+a,-b)   f(\\+(a),-(b))   f(\\+a,-b)").
c("f(\\+)", "f(\\+)   f(\\+)   f(\\+)").
c("f(- , a)", "f(-,a)   f(-,a)   f(-,a)").
c("[-|-]", "[-|-]   [-|-]   [-|-]").
c("a- (-)", "a-(-)   -(a,-)   a-(-)").
c("(-) - a", "(-)-a   -(-,a)   (-)-a").
c("* = *", "(*)=(*)   =(*,*)   (*)=(*)").
c("[*]", "[*]   [*]   [*]").
c("f(*,-)", "f(*,-)   f(*,-)   f(*,-)").
c("f(a, (-))", "f(a,-)   f(a,-)   f(a,-)").
c("- - a", "- -a   -(-(a))   - -a").
c("-(-)(1)", "error operator_expected").
c("\\ (-)", "\\ (-)   \\(-)   \\ (-)").
c("@ - @", "@ - @   -(@,@)   @ - @").
c("'\\\\' - a", "\\ -a   \\(-(a))   \\ -a").
c("a - '\\\\'", "a-(\\)   -(a,\\)   a-(\\)").
c("a+'/*'", "a+'/*'   +(a,'/*')   a+ /*").
c("'/*'+a", "'/*'+a   +('/*',a)   /* + a").
c("a- '-'", "a-(-)   -(a,-)   a-(-)").
c("'end.'", "'end.'   'end.'   end.").
c("a:'end'", "a:end   :(a,end)   a:end").
c("\"x\" \"y\"", "error operator_expected").
c("'a'.", "a   a   a").
c("f('A','b c',[],{},'[]','{}',;,!,',','|')", "f('A','b c',[],{},[],{},;,!,',','|')   f('A','b c',[],{},[],{},;,!,',','|')   f(A,b c,[],{},[],{},;,!,,,|)").
c("'hello\\\\world'", "'hello\\\\world'   'hello\\\\world'   hello\\world").
c("'don''t'", "'don\\'t'   'don\\'t'   don't").
c("\"don't\"", "\"don't\"   \"don't\"   don't").
c("'say \"x\"'", "'say \"x\"'   'say \"x\"'   say \"x\"").
c("\"say \"\"x\"\"\"", "\"say \\\"x\\\"\"   \"say \\\"x\\\"\"   say \"x\"").
c("`abc`", "[97,98,99]   [97,98,99]   [97,98,99]").
c("\"\\x41\\\\x42\\\"", "\"AB\"   \"AB\"   AB").
c("'\\x41\\\\x42\\'", "'AB'   'AB'   AB").
c("0'a", "97   97   97").
c("\"tab\\there\"", "\"tab\\there\"   \"tab\\there\"   tab\there").
c("'nl\\nhere'", "'nl\\nhere'   'nl\\nhere'   nl\nhere").
c("_a", "V0   V0   V0").
c("__", "V0   V0   V0").
c("_1", "V0   V0   V0").
c("f(:-)", "f(:-)   f(:-)   f(:-)").
c("- (1)", "- (1)   -(1)   - (1)").
c("-(1^2)", "- (1^2)   -(^(1,2))   - (1^2)").
c("-a", "-a   -(a)   -a").
c("-(-a)", "- -a   -(-(a))   - -a").
c("-(-(-a))", "- - -a   -(-(-(a)))   - - -a").
c("-((a,b))", "- (a,b)   -(','(a,b))   - (a,b)").
c("-p(c)", "-p(c)   -(p(c))   -p(c)").
c("-[1]", "-[1]   -([1])   -[1]").
c("-{1}", "-{1}   -({1})   -{1}").
c("-{-}", "-{-}   -({-})   -{-}").
c("\\ (a,b)", "\\ (a,b)   \\(','(a,b))   \\ (a,b)").
c("(a:-b,c)", "a:-b,c   :-(a,','(b,c))   a:-b,c").
c("{a,b}", "{a,b}   {','(a,b)}   {a,b}").
c("['$VAR'(1)]", "[B]   ['$VAR'(1)]   [B]").
c("'$VAR'(x)", "'$VAR'(x)   '$VAR'(x)   $VAR(x)").
c("'$VAR'('A')", "'$VAR'('A')   '$VAR'('A')   $VAR(A)").
c("\"a b\"", "\"a b\"   \"a b\"   a b").
c("'a\\\\b'", "'a\\\\b'   'a\\\\b'   a\\b").
c("'^'", "^   ^   ^").
c("0'''", "39   39   39").
c("[- , +]", "[-,+]   [-,+]   [-,+]").
c("- - - a", "- - -a   -(-(-(a)))   - - -a").
c("1 = \\+ 1", "error operator_clash").
c("(\\+) = 1", "(\\+)=1   =(\\+,1)   (\\+)=1").
c("\\+ (\\+)", "\\+ (\\+)   \\+(\\+)   \\+ (\\+)").
c("(;):-(;)", "(;):-(;)   :-(;,;)   (;):-(;)").
c("(a;b)", "a;b   ;(a,b)   a;b").
c("'||'", "'||'   '||'   ||").
c("f('|')", "f('|')   f('|')   f(|)").
c("(!,a)", "!,a   ','(!,a)   !,a").
c("{[]}", "{[]}   {[]}   {[]}").
c("[{}]", "[{}]   [{}]   [{}]").
c("'{}'(a,b)", "{}(a,b)   {}(a,b)   {}(a,b)").
c("'.'(a,[])", "[a]   [a]   [a]").
c("a+'.'", "a+'.'   +(a,'.')   a+ .").
c("\\ \\ a", "\\ \\a   \\(\\(a))   \\ \\a").
c("?-(?-)", "?- (?-)   ?-(?-)   ?- (?-)").
c("(:- :- a)", "error operator_clash").
c("(dynamic a)", "dynamic a   dynamic(a)   dynamic a").
c("(dynamic a,b)", "dynamic a,b   dynamic(','(a,b))   dynamic a,b").
c("f((dynamic a))", "f((dynamic a))   f(dynamic(a))   f((dynamic a))").
c("[dynamic a]", "[(dynamic a)]   [dynamic(a)]   [(dynamic a)]").
c("is(a)", "is(a)   is(a)   is(a)").
c("mod mod mod", "(mod)mod(mod)   mod(mod,mod)   (mod)mod(mod)").
c("1 mod 2", "1 mod 2   mod(1,2)   1 mod 2").
c("rdiv", "rdiv   rdiv   rdiv").
c("- mod -", "(-)mod(-)   mod(-,-)   (-)mod(-)").
c("(a-->b)", "a-->b   -->(a,b)   a-->b").
c("(a->b;c)", "a->b;c   ;(->(a,b),c)   a->b;c").
c("(a*->b;c)", "a*->b;c   ;(*->(a,b),c)   a*->b;c").
c("a=b", "a=b   =(a,b)   a=b").
c("(a=b)=c", "(a=b)=c   =(=(a,b),c)   (a=b)=c").
c("''a''", "error operator_expected").
c("''''", "'\\''   '\\''   '").
c("'''a'", "'\\'a'   '\\'a'   'a").
c("\"\"", "\"\"   \"\"   ").
c("1 + -1", "1+ -1   +(1,-1)   1+ -1").
c("1 - -1", "1- -1   -(1,-1)   1- -1").
c("1 - (-(1))", "1- - (1)   -(1,-(1))   1- - (1)").
c("a- - -1", "a- - -1   -(a,-(-1))   a- - -1").
c("- 1^2", "-1^2   ^(-1,2)   -1^2").
c("-(2.5)", "- (2.5)   -(2.5)   - (2.5)").
c("-(-1.5)", "- -1.5   -(-1.5)   - -1.5").
c("-1.0Inf", "-1.0Inf   -1.0Inf   -1.0Inf").
c("0b101", "5   5   5").
c("0xff", "255   255   255").
c("0o17", "15   15   15").
c("16'ff", "255   255   255").
c("1_000", "1000   1000   1000").
c("123456789012345678901234567890", "123456789012345678901234567890   123456789012345678901234567890   123456789012345678901234567890").
c("0'\\\\x41\\\\", "error operator_expected").
c("'-'1", "-1   -1   -1").
c("'-' 1", "-1   -1   -1").
c("- /* c */ 1", "-1   -1   -1").
c("-/*c*/1", "error operator_expected").
c("-/*.*/-", "-/*.*/-   -/*.*/-   -/*.*/-").
c("[a|b,c]", "error list_rest").
c("[a,b|]", "error cannot_start_term").
c("(a,)", "error cannot_start_term").
c("f(a,,b)", "error quoted_punctuation").
c("a b", "error operator_expected").
c("(a b)", "error operator_expected").
c("1.e5", "error operator_expected").
c(")", "error cannot_start_term").
c("(a:-b)", "a:-b   :-(a,b)   a:-b").
c("[a:-b]", "[(a:-b)]   [:-(a,b)]   [(a:-b)]").
c("f(a:-b)", "f((a:-b))   f(:-(a,b))   f((a:-b))").
c("\\", "\\   \\   \\").
c("\\", "\\   \\   \\").
c("-", "-   -   -").
c("- -", "- (-)   -(-)   - (-)").
c("a=", "error end_of_clause").
c("=a", "error operator_expected").
c("(=)", "=   =   =").
c("[=]", "[=]   [=]   [=]").
c("*", "*   *   *").
c("f(*)", "f(*)   f(*)   f(*)").
c("[a b]", "error operator_expected").
c("{a b}", "error operator_expected").
c("0x", "error operator_expected").
c("0xG", "error operator_expected").
c("1'a", "error end_of_file_in_quoted('\\'')").
c("37'a", "error end_of_file_in_quoted('\\'')").
c("a'b'", "error operator_expected").
c("`ab`", "[97,98]   [97,98]   [97,98]").
c("\"\\x41\\b\"", "\"Ab\"   \"Ab\"   Ab").
c("'\\z'", "error undefined_char_escape(z)").
c("'\\x'", "error undefined_char_escape(x)").
c("'\\x110000\\'", "error illegal_character_code").
c("/* comment */ a", "a   a   a").
c("a /* unclosed", "error end_of_file_in_block_comment").
c("A1", "V0   V0   V0").
c("a@b", "error operator_expected").
c("a=:=b=:=c", "error operator_clash").
c("- a * b", "-a*b   *(-(a),b)   -a*b").
c("a:-b:-c", "error operator_clash").
c("(a-->b-->c)", "error operator_clash").
c("1-2-3", "1-2-3   -(-(1,2),3)   1-2-3").
