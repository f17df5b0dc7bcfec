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

c("-(*)", "- (*)   -(*)   - (*)").
c("- (;)", "- (;)   -(;)   - (;)").
c("- (!)", "-!   -(!)   -!").
c("- []", "-[]   -([])   -[]").
c("- {}", "-{}   -({})   -{}").
c("-(',')", "- (',')   -(',')   - (,)").
c("-('|')", "- ('|')   -('|')   - (|)").
c("(*) = (*)", "(*)=(*)   =(*,*)   (*)=(*)").
c("f(*, +)", "f(*,+)   f(*,+)   f(*,+)").
c("* + *", "(*)+(*)   +(*,*)   (*)+(*)").
c("(-)-(-)", "(-)-(-)   -(-,-)   (-)-(-)").
c("((-)-(-))-(-)", "(-)-(-)-(-)   -(-(-,-),-)   (-)-(-)-(-)").
c("-(3)-(-(3))", "- (3)- - (3)   -(-(3),-(3))   - (3)- - (3)").
c("1 = :-", "1=(:-)   =(1,:-)   1=(:-)").
c("(:-):-(:-)", "(:-):-(:-)   :-(:-,:-)   (:-):-(:-)").
c("[(:-)|(:-)]", "[:-|:-]   [:-|:-]   [:-|:-]").
c("[a= :-]", "[a=(:-)]   [=(a,:-)]   [a=(:-)]").
c("{:-}", "{:-}   {:-}   {:-}").
c("{- }", "{-}   {-}   {-}").
c("{(:-),b}", "{(:-),b}   {','(:-,b)}   {(:-),b}").
c("(a,:-)", "a,(:-)   ','(a,:-)   a,(:-)").
c("((:-),a)", "(:-),a   ','(:-,a)   (:-),a").
c("((:-);a)", "(:-);a   ;(:-,a)   (:-);a").
c("(dynamic;a)", "error operator_clash").
c("(a;dynamic)", "a;(dynamic)   ;(a,dynamic)   a;(dynamic)").
c("[dynamic,a]", "[dynamic,a]   [dynamic,a]   [dynamic,a]").
c("[a=dynamic]", "[a=(dynamic)]   [=(a,dynamic)]   [a=(dynamic)]").
c("dynamic=a", "error operator_clash").
c("f(a,dynamic,b)", "f(a,dynamic,b)   f(a,dynamic,b)   f(a,dynamic,b)").
c("f(:- a)", "f((:-a))   f(:-(a))   f((:-a))").
c("f((:- a),b)", "f((:-a),b)   f(:-(a),b)   f((:-a),b)").
c("- (:- a)", "- (:-a)   -(:-(a))   - (:-a)").
c("1 - (:- a)", "1-(:-a)   -(1,:-(a))   1-(:-a)").
c("a=(:- a)", "a=(:-a)   =(a,:-(a))   a=(:-a)").
c("a= \\+", "a=(\\+)   =(a,\\+)   a=(\\+)").
c("\\+ = \\+", "error operator_clash").
c("a:(\\+)", "a:(\\+)   :(a,\\+)   a:(\\+)").
c("(\\+):a", "(\\+):a   :(\\+,a)   (\\+):a").
c("@(-)", "@(-)   @(-)   @(-)").
c("-(@)", "- @   -(@)   - @").
c("-(#)", "- #   -(#)   - #").
c("#", "#   #   #").
c("#(a)", "#(a)   #(a)   #(a)").
c("a#", "error operator_expected").
c("&", "&   &   &").
c("& & &", "(&)&(&)   &(&,&)   (&)&(&)").
c("f(&)", "f(&)   f(&)   f(&)").
c("===>", "===>   ===>   ===>").
c("(a===>b)===>c", "(a===>b)===>c   ===>(===>(a,b),c)   (a===>b)===>c").
c("a===>(b===>c)", "a===>(b===>c)   ===>(a,===>(b,c))   a===>(b===>c)").
c("1===>2", "1===>2   ===>(1,2)   1===>2").
c("- ===> -", "(-)===>(-)   ===>(-,-)   (-)===>(-)").
c("é", "é   é   é").
c("'É'", "'É'   'É'   É").
c("日本", "日本   日本   日本").
c("'hello'(x)", "hello(x)   hello(x)   hello(x)").
c("'Hello'(x)", "'Hello'(x)   'Hello'(x)   Hello(x)").
c("[](x)", "[](x)   [](x)   [](x)").
c("+(1)", "+1   +(1)   +1").
c("+(a)", "+a   +(a)   +a").
c("+ + 1", "+ +1   +(+(1))   + +1").
c("1 + (+ 1)", "1+ +1   +(1,+(1))   1+ +1").
c("a- (-a)", "a- -a   -(a,-(a))   a- -a").
c("a- -(1)", "a- - (1)   -(a,-(1))   a- - (1)").
c("a-(-(-1))", "a- - -1   -(a,-(-1))   a- - -1").
c("' '", "' '   ' '    ").
c("'\\x80\\'", "'\\x80\\'   '\\x80\\'   ").
c("'\\x9f\\'", "'\\x9F\\'   '\\x9F\\'   ").
c("'\\x200b\\'", "'\\x200B\\'   '\\x200B\\'   ​").
c("'\\x1F600\\'", "😀   😀   😀").
c("\\e", "\\e   \\(e)   \\e").
c("''", "''   ''   ").
c("'/* a'", "'/* a'   '/* a'   /* a").
c("'*/'", "*/   */   */").
c("'//'", "//   //   //").
c("'.'", "'.'   '.'   .").
c("'a.b'", "'a.b'   'a.b'   a.b").
c("'. '", "'. '   '. '   . ").
c("'.('", "'.('   '.('   .(").
c("a={b}", "a={b}   =(a,{b})   a={b}").
c("a-{b}", "a-{b}   -(a,{b})   a-{b}").
c("a rem {b}", "a rem {b}   rem(a,{b})   a rem {b}").
c("a rem (b+c)", "a rem (b+c)   rem(a,+(b,c))   a rem (b+c)").
c("X is (a,b)", "V0 is (a,b)   is(V0,','(a,b))   V0 is (a,b)").
c("a is (b:-c)", "a is (b:-c)   is(a,:-(b,c))   a is (b:-c)").
c("a is 'B'", "a is 'B'   is(a,'B')   a is B").
c("a is \"s\"", "a is \"s\"   is(a,\"s\")   a is s").
c("a is [b]", "a is [b]   is(a,[b])   a is [b]").
c("a is X", "a is V0   is(a,V0)   a is V0").
c("1 is 'a b'", "1 is 'a b'   is(1,'a b')   1 is a b").
c("'a b' is 1", "'a b'is 1   is('a b',1)   a b is 1").
c("a is -1", "a is -1   is(a,-1)   a is -1").
c("a is -(1)", "a is - (1)   is(a,-(1))   a is - (1)").
c("a is - a", "a is -a   is(a,-(a))   a is -a").
c("- a is b", "-a is b   is(-(a),b)   -a is b").
c("[a] is [b]", "[a]is[b]   is([a],[b])   [a]is[b]").
c("{a} is {b}", "{a}is{b}   is({a},{b})   {a}is{b}").
c("(a,b) is (c,d)", "(a,b)is(c,d)   is(','(a,b),','(c,d))   (a,b)is(c,d)").
c("a=(b,c)", "a=(b,c)   =(a,','(b,c))   a=(b,c)").
c("a=[b]", "a=[b]   =(a,[b])   a=[b]").
c("a= 'B'", "a='B'   =(a,'B')   a=B").
c("1 = 'B'", "1='B'   =(1,'B')   1=B").
c("1 rem 'B'", "1 rem 'B'   rem(1,'B')   1 rem B").
c("1='B'", "1='B'   =(1,'B')   1=B").
c("f(a) is f(b)", "f(a)is f(b)   is(f(a),f(b))   f(a)is f(b)").
c("f(a) rem 1", "f(a)rem 1   rem(f(a),1)   f(a)rem 1").
c("a eq b", "a eq b   eq(a,b)   a eq b").
c("a isnt", "a isnt   isnt(a)   a isnt").
c("(a,b) isnt", "(a,b)isnt   isnt(','(a,b))   (a,b)isnt").
c("[a] isnt", "[a]isnt   isnt([a])   [a]isnt").
c("1 isnt", "1 isnt   isnt(1)   1 isnt").
c("- isnt", "(-)isnt   isnt(-)   (-)isnt").
c("are a", "are a   are(a)   are a").
c("are [a]", "are[a]   are([a])   are[a]").
c("are (a,b)", "are (a,b)   are(','(a,b))   are (a,b)").
c("are {a}", "are {a}   are({a})   are {a}").
c("are -1", "are-1   are(-1)   are-1").
c("are - 1", "are-1   are(-1)   are-1").
c("are 1", "are 1   are(1)   are 1").
c("are 'B'", "are'B'   are('B')   are B").
c("are \"s\"", "are\"s\"   are(\"s\")   ares").
c("are are", "are (are)   are(are)   are (are)").
c("are X", "are V0   are(V0)   are V0").
c("not X", "not V0   not(V0)   not V0").
c("not 'A'", "not'A'   not('A')   not A").
c("not f(x)", "not f(x)   not(f(x))   not f(x)").
c("not 1", "not 1   not(1)   not 1").
c("not \"s\"", "not\"s\"   not(\"s\")   nots").
c("dynamic 'A'", "dynamic'A'   dynamic('A')   dynamic A").
c("dynamic \"s\"", "dynamic\"s\"   dynamic(\"s\")   dynamics").
c("dynamic [a]", "dynamic[a]   dynamic([a])   dynamic[a]").
c("dynamic (a:-b)", "dynamic (a:-b)   dynamic(:-(a,b))   dynamic (a:-b)").
c("\\ X", "\\V0   \\(V0)   \\V0").
c("\\ 'X'", "\\'X'   \\('X')   \\X").
c("X= \\ Y", "V0= \\V1   =(V0,\\(V1))   V0= \\V1").
c("X-Y", "V0-V1   -(V0,V1)   V0-V1").
c("X - -Y", "V0- -V1   -(V0,-(V1))   V0- -V1").
c("X- 'Y'", "V0-'Y'   -(V0,'Y')   V0-Y").
c("X:Y", "V0:V1   :(V0,V1)   V0:V1").
c("X,Y", "V0,V1   ','(V0,V1)   V0,V1").
c("X;Y", "V0;V1   ;(V0,V1)   V0;V1").
c("(X:-Y)", "V0:-V1   :-(V0,V1)   V0:-V1").
c("(X->Y;Z)", "V0->V1;V2   ;(->(V0,V1),V2)   V0->V1;V2").
c("X*Y+Z", "V0*V1+V2   +(*(V0,V1),V2)   V0*V1+V2").
c("(X*Y)*Z", "V0*V1*V2   *(*(V0,V1),V2)   V0*V1*V2").
c("X*(Y*Z)", "V0*(V1*V2)   *(V0,*(V1,V2))   V0*(V1*V2)").
c("- (X*Y)", "- (V0*V1)   -(*(V0,V1))   - (V0*V1)").
c("-(-(X))", "- -V0   -(-(V0))   - -V0").
c("-(1.5)", "- (1.5)   -(1.5)   - (1.5)").
c("-(1r3)", "- (1r3)   -(1r3)   - (1r3)").
c("1r3+1", "1r3+1   +(1r3,1)   1r3+1").
c("2-1r3", "2-1r3   -(2,1r3)   2-1r3").
c("- (-1r3)", "- -1r3   -(-1r3)   - -1r3").
c("1r3^2", "1r3^2   ^(1r3,2)   1r3^2").
c("(- 1)^2", "-1^2   ^(-1,2)   -1^2").
c("1.0^2", "1.0^2   ^(1.0,2)   1.0^2").
c("(-1.0)^2", "-1.0^2   ^(-1.0,2)   -1.0^2").
c("-1^2", "-1^2   ^(-1,2)   -1^2").
c("- (1^2)", "- (1^2)   -(^(1,2))   - (1^2)").
c("- a^2", "-a^2   -(^(a,2))   -a^2").
c("(-a)^2", "(-a)^2   ^(-(a),2)   (-a)^2").
c("(a,b,c)", "a,b,c   ','(a,','(b,c))   a,b,c").
c("((a,b),c)", "(a,b),c   ','(','(a,b),c)   (a,b),c").
c("f((a,b),c)", "f((a,b),c)   f(','(a,b),c)   f((a,b),c)").
c("f((a:-b),c)", "f((a:-b),c)   f(:-(a,b),c)   f((a:-b),c)").
c("f([a,(b,c)])", "f([a,(b,c)])   f([a,','(b,c)])   f([a,(b,c)])").
c("[a|b]", "[a|b]   [a|b]   [a|b]").
c("[(a|b)]", "[(a|b)]   ['|'(a,b)]   [(a|b)]").
c("f((a|b))", "f((a|b))   f('|'(a,b))   f((a|b))").
c("(a|b|c)", "a|b|c   '|'(a,'|'(b,c))   a|b|c").
c("((a|b)|c)", "(a|b)|c   '|'('|'(a,b),c)   (a|b)|c").
c("(a;b|c)", "a;b|c   '|'(;(a,b),c)   a;b|c").
c("(a|b;c)", "a|b;c   '|'(a,;(b,c))   a|b;c").
c("(a|b)->c", "(a|b)->c   ->('|'(a,b),c)   (a|b)->c").
c("{a|b}", "{a|b}   {'|'(a,b)}   {a|b}").
c("[a,b|(c|d)]", "[a,b|(c|d)]   [a,b|'|'(c,d)]   [a,b|(c|d)]").
c("- $", "- ($)   -($)   - ($)").
c("$ $ a", "error operator_clash").
c("$(a,b)", "$(a,b)   $(a,b)   $(a,b)").
c("$ - 1", "$ -1   $(-1)   $ -1").
c("$ (a+b)", "$ (a+b)   $(+(a,b))   $ (a+b)").
c("a+ $", "a+($)   +(a,$)   a+($)").
c("\\ $ a", "\\ $a   \\($(a))   \\ $a").
c("p:-q,r", "p:-q,r   :-(p,','(q,r))   p:-q,r").
c(":-p", ":-p   :-(p)   :-p").
c("?-p", "?-p   ?-(p)   ?-p").
c("(:-p):-q", "(:-p):-q   :-(:-(p),q)   (:-p):-q").
c(":- (a:-b)", ":- (a:-b)   :-(:-(a,b))   :- (a:-b)").
c("f(:-p)", "f((:-p))   f(:-(p))   f((:-p))").
c("[:-p]", "[(:-p)]   [:-(p)]   [(:-p)]").
