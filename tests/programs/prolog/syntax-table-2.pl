% How terms are read and written: each line is a text and how it is written.
% expect: 190 checks
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

c("_", "V0   V0   V0").
c("_A", "V0   V0   V0").
c("A+A", "V0+V0   +(V0,V0)   V0+V0").
c("'A'", "'A'   'A'   A").
c("'_a'", "'_a'   '_a'   _a").
c("a1_B", "a1_B   a1_B   a1_B").
c("[]", "[]   []   []").
c("'[]'(a)", "[](a)   [](a)   [](a)").
c("{}(a)", "{a}   {a}   {a}").
c("{}(a,b)", "{}(a,b)   {}(a,b)   {}(a,b)").
c("'{}'(a)", "{a}   {a}   {a}").
c("'[|]'(a,b)", "[a|b]   [a|b]   [a|b]").
c("'[|]'(a,[])", "[a]   [a]   [a]").
c("'$VAR'(1)", "B   '$VAR'(1)   B").
c("'$VAR'(-1)", "'$VAR'(-1)   '$VAR'(-1)   $VAR(-1)").
c("'$VAR'(27)", "B1   '$VAR'(27)   B1").
c("'$VAR'('Foo')", "'$VAR'('Foo')   '$VAR'('Foo')   $VAR(Foo)").
c("'$VAR'(a)", "'$VAR'(a)   '$VAR'(a)   $VAR(a)").
c("'$VAR'(1,2)", "'$VAR'(1,2)   '$VAR'(1,2)   $VAR(1,2)").
c("'$VAR'(1.0)", "'$VAR'(1.0)   '$VAR'(1.0)   $VAR(1.0)").
c("'$VAR'", "'$VAR'   '$VAR'   $VAR").
c("/* c */ a", "a   a   a").
c("a /* c */", "a   a   a").
c("a. b", "a   a   a").
c("*/", "*/   */   */").
c("a */", "error operator_expected").
c("'/*'", "'/*'   '/*'   /*").
c("//", "//   //   //").
c("/**/ a", "a   a   a").
c("-(1*2)", "- (1*2)   -(*(1,2))   - (1*2)").
c("- (1+2)", "- (1+2)   -(+(1,2))   - (1+2)").
c("-(a+b)", "- (a+b)   -(+(a,b))   - (a+b)").
c("\\ (a+b)", "\\ (a+b)   \\(+(a,b))   \\ (a+b)").
c("1-(2-3)", "1-(2-3)   -(1,-(2,3))   1-(2-3)").
c("(a:-b):-c", "(a:-b):-c   :-(:-(a,b),c)   (a:-b):-c").
c("[(a,b)]", "[(a,b)]   [','(a,b)]   [(a,b)]").
c("[a|(b,c)]", "[a|(b,c)]   [a|','(b,c)]   [a|(b,c)]").
c("f((a,b))", "f((a,b))   f(','(a,b))   f((a,b))").
c("f(a=b)", "f(a=b)   f(=(a,b))   f(a=b)").
c("(a,b),c", "(a,b),c   ','(','(a,b),c)   (a,b),c").
c("a;b", "a;b   ;(a,b)   a;b").
c("a->b", "a->b   ->(a,b)   a->b").
c("a-->b", "a-->b   -->(a,b)   a-->b").
c("(a:-b,c;d->e)", "a:-b,c;d->e   :-(a,;(','(b,c),->(d,e)))   a:-b,c;d->e").
c("\\+ (a,b)", "\\+ (a,b)   \\+(','(a,b))   \\+ (a,b)").
c("\\+ [a]", "\\+[a]   \\+([a])   \\+[a]").
c("\\+ {a}", "\\+{a}   \\+({a})   \\+{a}").
c("\\+ f(x)", "\\+f(x)   \\+(f(x))   \\+f(x)").
c("\\+a", "\\+a   \\+(a)   \\+a").
c("\\+ - 1", "\\+ -1   \\+(-1)   \\+ -1").
c("\\+ -1", "\\+ -1   \\+(-1)   \\+ -1").
c("1 - (-1)", "1- -1   -(1,-1)   1- -1").
c("1 - (- 1)", "1- -1   -(1,-1)   1- -1").
c("2 ** -1", "2** -1   **(2,-1)   2** -1").
c("2^(-1)", "2^ -1   ^(2,-1)   2^ -1").
c("a= -1", "a= -1   =(a,-1)   a= -1").
c("a= - 1", "a= -1   =(a,-1)   a= -1").
c("a = (-)", "a=(-)   =(a,-)   a=(-)").
c("- (-1)", "- -1   -(-1)   - -1").
c("1*(-2)", "1* -2   *(1,-2)   1* -2").
c("(-1)*2", "-1*2   *(-1,2)   -1*2").
c("-(1)*2", "- (1)*2   *(-(1),2)   - (1)*2").
c("(-1)^2", "-1^2   ^(-1,2)   -1^2").
c("- (-(1))", "- - (1)   -(-(1))   - - (1)").
c("a:(-1)", "a: -1   :(a,-1)   a: -1").
c("[-1]", "[-1]   [-1]   [-1]").
c("{-1}", "{-1}   {-1}   {-1}").
c("f(-1)", "f(-1)   f(-1)   f(-1)").
c("f(- 1)", "f(-1)   f(-1)   f(-1)").
c("(a-b)-c", "a-b-c   -(-(a,b),c)   a-b-c").
c("a*(b+c)", "a*(b+c)   *(a,+(b,c))   a*(b+c)").
c("(a*b)+c", "a*b+c   +(*(a,b),c)   a*b+c").
c("a rem b", "a rem b   rem(a,b)   a rem b").
c("- rem -", "(-)rem(-)   rem(-,-)   (-)rem(-)").
c("1 rdiv 2", "1 rdiv 2   rdiv(1,2)   1 rdiv 2").
c("a is b", "a is b   is(a,b)   a is b").
c("is is is", "(is)is(is)   is(is,is)   (is)is(is)").
c("is", "is   is   is").
c("[is]", "[is]   [is]   [is]").
c("f(is)", "f(is)   f(is)   f(is)").
c("- is -", "(-)is(-)   is(-,-)   (-)is(-)").
c("dynamic", "dynamic   dynamic   dynamic").
c("(dynamic) - a", "(dynamic)-a   -(dynamic,a)   (dynamic)-a").
c("a - (dynamic)", "a-(dynamic)   -(a,dynamic)   a-(dynamic)").
c("f(dynamic)", "f(dynamic)   f(dynamic)   f(dynamic)").
c(":- dynamic(a)", ":-dynamic a   :-(dynamic(a))   :-dynamic a").
c(":- (:- a)", ":- (:-a)   :-(:-(a))   :- (:-a)").
c("(?-)", "?-   ?-   ?-").
c("?- a", "?-a   ?-(a)   ?-a").
c("$", "$   $   $").
c("$a", "$a   $(a)   $a").
c("$ a", "$a   $(a)   $a").
c("a$b", "error operator_expected").
c("\\a", "\\a   \\(a)   \\a").
c("\\ \\a", "\\ \\a   \\(\\(a))   \\ \\a").
c("@", "@   @   @").
c("@(a)", "@(a)   @(a)   @(a)").
c("'|'", "'|'   '|'   |").
c("'|'(a,b)", "a|b   '|'(a,b)   a|b").
c("'|'(a)", "'|'(a)   '|'(a)   |(a)").
c("(a|b)", "a|b   '|'(a,b)   a|b").
c("((a|b):-c)", "a|b:-c   :-('|'(a,b),c)   a|b:-c").
c("'\\\\'", "\\   \\   \\").
c("^", "^   ^   ^").
c("a^b^c", "a^b^c   ^(a,^(b,c))   a^b^c").
c("(a^b)^c", "(a^b)^c   ^(^(a,b),c)   (a^b)^c").
c("(a:b):c", "(a:b):c   :(:(a,b),c)   (a:b):c").
c("p:(a,b)", "p:(a,b)   :(p,','(a,b))   p:(a,b)").
c("a@>=b", "a@>=b   @>=(a,b)   a@>=b").
c("a=..b", "a=..b   =..(a,b)   a=..b").
c("a=\\=b", "a=\\=b   =\\=(a,b)   a=\\=b").
c("a==b", "a==b   ==(a,b)   a==b").
c("a:=b", "a:=b   :=(a,b)   a:=b").
c("a*->b", "a*->b   *->(a,b)   a*->b").
c("a:b", "a:b   :(a,b)   a:b").
c("a,b", "a,b   ','(a,b)   a,b").
c("'a'+'B'", "a+'B'   +(a,'B')   a+B").
c("'hello w'+b", "'hello w'+b   +('hello w',b)   hello w+b").
c("a+'hello w'", "a+'hello w'   +(a,'hello w')   a+hello w").
c("[a]+[]", "[a]+[]   +([a],[])   [a]+[]").
c("{a}+{}", "{a}+{}   +({a},{})   {a}+{}").
c("\"s\"+\"t\"", "\"s\"+\"t\"   +(\"s\",\"t\")   s+t").
c("-\"s\"", "-\"s\"   -(\"s\")   -s").
c("- (\"s\")", "-\"s\"   -(\"s\")   -s").
c("1.0e10", "10000000000.0   10000000000.0   10000000000.0").
c("1e22", "1.0e+22   1.0e+22   1.0e+22").
c("1e15", "1.0e+15   1.0e+15   1.0e+15").
c("1e14", "100000000000000.0   100000000000000.0   100000000000000.0").
c("1.5e300", "1.5e+300   1.5e+300   1.5e+300").
c("1.0e-10", "1.0e-10   1.0e-10   1.0e-10").
c("0.0001", "0.0001   0.0001   0.0001").
c("0.00001", "1.0e-5   1.0e-5   1.0e-5").
c("123456789.0", "123456789.0   123456789.0   123456789.0").
c("1.0", "1.0   1.0   1.0").
c("-0.0", "-0.0   -0.0   -0.0").
c("0.1", "0.1   0.1   0.1").
c("3.141592653589793", "3.141592653589793   3.141592653589793   3.141592653589793").
c("1.0e100", "1.0e+100   1.0e+100   1.0e+100").
c("5.0e-324", "5.0e-324   5.0e-324   5.0e-324").
c("1.7976931348623157e308", "1.7976931348623157e+308   1.7976931348623157e+308   1.7976931348623157e+308").
c(";", ";   ;   ;").
c("(;)", ";   ;   ;").
c("(a;b):-c", "a;b:-c   :-(;(a,b),c)   a;b:-c").
c("[;]", "[;]   [;]   [;]").
c("(;) = a", "(;)=a   =(;,a)   (;)=a").
c("!", "!   !   !").
c("!;a", "!;a   ;(!,a)   !;a").
c("(!):-a", "!:-a   :-(!,a)   !:-a").
c("f(!)", "f(!)   f(!)   f(!)").
c("f(;,'|',!)", "f(;,'|',!)   f(;,'|',!)   f(;,|,!)").
c("[a,'|'|b]", "[a,'|'|b]   [a,'|'|b]   [a,||b]").
c("','", "','   ','   ,").
c("[',']", "[',']   [',']   [,]").
c("','(a)", "','(a)   ','(a)   ,(a)").
c("','(a,b,c)", "','(a,b,c)   ','(a,b,c)   ,(a,b,c)").
c("{}(x,y)", "{}(x,y)   {}(x,y)   {}(x,y)").
c("'{}'({a})", "{{a}}   {{a}}   {{a}}").
c("{[a]}", "{[a]}   {[a]}   {[a]}").
c("[{a}]", "[{a}]   [{a}]   [{a}]").
c("f(A,B,_C,A)", "f(V0,V1,V2,V0)   f(V0,V1,V2,V0)   f(V0,V1,V2,V0)").
c("\"a\\nb\"", "\"a\\nb\"   \"a\\nb\"   a\nb").
c("\"a'b\"", "\"a'b\"   \"a'b\"   a'b").
c("'a\"b'", "'a\"b'   'a\"b'   a\"b").
c("'a`b'", "'a`b'   'a`b'   a`b").
c("'a''b'", "'a\\'b'   'a\\'b'   a'b").
c("a*(b:-c)", "a*(b:-c)   *(a,:-(b,c))   a*(b:-c)").
c("- (a:-b)", "- (a:-b)   -(:-(a,b))   - (a:-b)").
c("(a:-b)= c", "(a:-b)=c   =(:-(a,b),c)   (a:-b)=c").
c("\\+ (a:-b)", "\\+ (a:-b)   \\+(:-(a,b))   \\+ (a:-b)").
c("a??", "a??   ??(a)   a??").
c("(a?? ) ??", "a?? ??   ??(??(a))   a?? ??").
c("(- a) ??", "(-a)??   ??(-(a))   (-a)??").
c("-(a ??)", "-a??   -(??(a))   -a??").
c("(a & b) ??", "(a&b)??   ??(&(a,b))   (a&b)??").
c("a & b ??", "a&b??   &(a,??(b))   a&b??").
c("1 ??", "1??   ??(1)   1??").
c("- 1 ??", "-1??   ??(-1)   -1??").
c("(-1) ??", "-1??   ??(-1)   -1??").
c("not (a=b)", "not a=b   not(=(a,b))   not a=b").
c("(not a) = b", "(not a)=b   =(not(a),b)   (not a)=b").
c("not (not a)", "not not a   not(not(a))   not not a").
c("not -1", "not-1   not(-1)   not-1").
c("not - 1", "not-1   not(-1)   not-1").
c("not (-)", "not (-)   not(-)   not (-)").
c("f(not a)", "f(not a)   f(not(a))   f(not a)").
c("[not a]", "[not a]   [not(a)]   [not a]").
c("a & (not b)", "a&(not b)   &(a,not(b))   a&(not b)").
c("not [a]", "not[a]   not([a])   not[a]").
c("not {a}", "not {a}   not({a})   not {a}").
c("\\(-)", "\\ (-)   \\(-)   \\ (-)").
