% Atoms, flags, sorting, streams, writing: each line is a goal and what it writes, its solutions (at most six) or its error.
% expect: 386 checks
:- initialization(main).
:- dynamic foo/2, bar/1.
bar(1). bar(2). bar(3).
foo(1,a). foo(2,b) :- bar(2).
stat(1). stat(2).
a(1,f(_)). a(2,f(_)).
b(1,1). b(1,1). b(1,2). b(2,1). b(2,2). b(2,2).
mem(X,[X|_]). mem(X,[_|T]) :- mem(X,T).
twice(!) :- write('C '). twice(true) :- write('Moss ').
goal((twice(_),!)). goal(write('Three ')).
main :- nb_setval(checks, 0), c(Goal, Expected), nb_getval(checks, N0), N is N0 + 1, nb_setval(checks, N), check(Goal, Expected), fail.
main :- nb_getval(checks, N), format("~d checks~n", [N]).
check(Goal, Expected) :- with_output_to(string(Result), run(Goal)), ( Result == Expected -> true ; format("~s~n    gives ~s~n    not   ~s~n", [Goal, Result, Expected]) ).
run(Text) :- catch(( atom_to_term(Text, Goal, Names), findall(Names, limit(6, Goal), Solutions) ), Ball, true), show(Ball, Solutions).
show(Ball, _) :- nonvar(Ball), !, ( Ball = error(syntax_error(_), _) -> write('syntax error') ; Ball = error(Error, _) -> numbervars(Error, 0, _), writeq(Error) ; write('ball '), writeq(Ball) ).
show(_, []) :- write(false).
show(_, [S|Ss]) :- solution(S), rest(Ss).
rest([]).
rest([S|Ss]) :- write('; '), solution(S), rest(Ss).
solution([]) :- write(true).
solution([B|Bs]) :- numbervars([B|Bs], 0, _), bindings([B|Bs]).
bindings([B]) :- !, binding(B).
bindings([B|Bs]) :- binding(B), write(', '), bindings(Bs).
binding(N=V) :- write(N), write(=), writeq(V).

c("atom_chars(abc,[1,2])", "type_error(character,1)").
c("atom_chars(123,L)", "L=['1','2','3']").
c("atom_codes('',L)", "L=[]").
c("atom_codes(ant,L)", "L=[97,110,116]").
c("atom_codes(X,Y)", "instantiation_error").
c("atom_codes(f(a),L)", "type_error(atom,f(a))").
c("atom_codes(X,0'x)", "type_error(list,120)").
c("atom_codes(A,[0'i,0's,-1])", "representation_error(character_code)").
c("atom_codes(A,[0'i,X])", "instantiation_error").
c("atom_codes(A,[0'i|X])", "instantiation_error").
c("atom_codes(A,[a,b])", "A=ab").
c("atom_codes(A,[a,bb])", "type_error(integer,a)").
c("atom_codes(A,[f(x)])", "type_error(integer,f(x))").
c("atom_codes(A,[55555555555])", "representation_error(character_code)").
c("atom_codes(123,L)", "L=[49,50,51]").
c("char_code('b',X)", "X=98").
c("char_code(X,0'c)", "X=c").
c("char_code(X,163)", "X='£'").
c("char_code(b,0'b)", "true").
c("char_code(X,Y)", "instantiation_error").
c("char_code(ab,X)", "type_error(character,ab)").
c("char_code(1,X)", "type_error(character,1)").
c("char_code(X,a)", "type_error(integer,a)").
c("char_code(X,-2)", "representation_error(character_code)").
c("char_code(X,1114112)", "representation_error(character_code)").
c("char_code(a,b)", "type_error(integer,b)").
c("char_code(f(x),Y)", "type_error(character,f(x))").
c("char_code(a,-1)", "representation_error(character_code)").
c("number_chars(33,L)", "L=['3','3']").
c("number_chars(33,['3','3'])", "true").
c("number_chars(33.0,L)", "L=['3','3','.','0']").
c("number_chars(X,['3','.','3','E','+','0'])", "X=3.3").
c("number_chars(3.3,['3','.','3','E','+','0'])", "true").
c("number_chars(A,['-','2','5'])", "A=-25").
c("number_chars(A,['\\n',' ','3'])", "A=3").
c("number_chars(A,['3',' '])", "syntax error").
c("number_chars(A,['0',x,f])", "A=15").
c("number_chars(A,['0','''',a])", "A=97").
c("number_chars(A,['4','.','2'])", "A=4.2").
c("number_chars(A,['4','2','.','0','e','-','1'])", "A=4.2").
c("number_chars(X,['3',Y])", "instantiation_error").
c("number_chars(X,Y)", "instantiation_error").
c("number_chars(X,['3'|Y])", "instantiation_error").
c("number_chars(a,L)", "type_error(number,a)").
c("number_chars(A,4)", "type_error(list,4)").
c("number_chars(A,['4',2])", "type_error(character,2)").
c("number_chars(A,[a|b])", "type_error(list,[a|b])").
c("number_chars(A,[f(x)])", "type_error(character,f(x))").
c("number_chars(A,[])", "syntax error").
c("number_chars(A,['-',' ','1'])", "syntax error").
c("number_chars(A,['-','1'])", "A=-1").
c("number_chars(A,['+','1'])", "A=1").
c("number_chars(A,['/','*','*','/','1'])", "A=1").
c("number_chars(A,['%','\\n','1'])", "A=1").
c("number_chars(A,['1','/','*','*','/'])", "syntax error").
c("number_chars(A,['0','b','1','2'])", "syntax error").
c("number_chars(A,[' '])", "syntax error").
c("number_chars(A,['-'])", "syntax error").
c("number_chars(A,['1','e'])", "syntax error").
c("number_chars(A,['1','.'])", "syntax error").
c("number_chars(A,[' ','-','1'])", "A=-1").
c("number_chars(A,['-','-','1'])", "syntax error").
c("number_chars(A,['(','1',')'])", "syntax error").
c("number_chars(A,['''','1',''''])", "syntax error").
c("number_chars(1,['0','1'])", "true").
c("number_chars(1,[a])", "syntax error").
c("number_chars(1,[a|b])", "type_error(list,[a|b])").
c("number_chars(1,[X|b])", "type_error(list,[A|b])").
c("number_chars(1,[X])", "X='1'").
c("number_chars(1,[X,Y])", "false").
c("number_chars(1,[2])", "type_error(character,2)").
c("number_codes(33,L)", "L=[51,51]").
c("number_codes(33,[0'3,0'3])", "true").
c("number_codes(33.0,L)", "L=[51,51,46,48]").
c("number_codes(A,[0'-,0'2,0'5])", "A=-25").
c("number_codes(A,[0' ,0'3])", "A=3").
c("number_codes(A,[0'0,0'x,0'f])", "A=15").
c("number_codes(A,[0'0,0'',0'a])", "A=97").
c("number_codes(A,[0'4,0'.,0'2])", "A=4.2").
c("number_codes(X,Y)", "instantiation_error").
c("number_codes(a,L)", "type_error(number,a)").
c("number_codes(A,4)", "type_error(list,4)").
c("number_codes(A,[0'4,a])", "type_error(integer,a)").
c("number_codes(A,[0'a])", "syntax error").
c("number_codes(A,[0'1|X])", "instantiation_error").
c("number_codes(A,[-1])", "representation_error(character_code)").
c("number_codes(A,[])", "syntax error").
c("number_codes(A,[0'1,0' ])", "syntax error").
c("atom_number(A,1)", "A='1'").
c("atom_number('12',X)", "X=12").
c("atom_number(abc,X)", "false").
c("atom_number(A,B)", "instantiation_error").
c("atom_number('0x1f',X)", "X=31").
c("atom_number(1,X)", "type_error(atom,1)").
c("atom_number('1 ',X)", "false").
c("atom_number(' 1',X)", "false").
c("atom_number('-1',X)", "X=-1").
c("atom_number('- 1',X)", "false").
c("atom_number('+1',X)", "X=1").
c("upcase_atom('abc d',X)", "X='ABC D'").
c("term_to_atom(X,'f(A,B,A)')", "X=f(A,B,A)").
c("term_to_atom(X,Y)", "instantiation_error").
c("set_prolog_flag(unknown,fail), current_prolog_flag(unknown,X), set_prolog_flag(unknown,error)", "X=fail").
c("set_prolog_flag(X,off)", "instantiation_error").
c("set_prolog_flag(5,decimals)", "type_error(atom,5)").
c("set_prolog_flag(date,'July 1988')", "domain_error(prolog_flag,date)").
c("set_prolog_flag(debug,trace)", "domain_error(flag_value,debug+trace)").
c("set_prolog_flag(bounded,true)", "permission_error(modify,flag,bounded)").
c("set_prolog_flag(max_arity,40)", "permission_error(modify,flag,max_arity)").
c("set_prolog_flag(unknown,X)", "instantiation_error").
c("set_prolog_flag(unknown,foo)", "domain_error(flag_value,unknown+foo)").
c("set_prolog_flag(double_quotes,foo)", "domain_error(flag_value,double_quotes+foo)").
c("current_prolog_flag(debug,off)", "true").
c("current_prolog_flag(bounded,X)", "X=false").
c("current_prolog_flag(max_integer,X)", "X=9223372036854775807").
c("current_prolog_flag(min_integer,X)", "X=-9223372036854775808").
c("current_prolog_flag(integer_rounding_function,X)", "X=toward_zero").
c("current_prolog_flag(max_arity,X)", "X=255").
c("current_prolog_flag(char_conversion,X)", "X=off").
c("current_prolog_flag(double_quotes,X)", "X=string").
c("current_prolog_flag(1,X)", "type_error(atom,1)").
c("current_prolog_flag(warning_flag,X)", "false").
c("current_prolog_flag(f(x),X)", "type_error(atom,f(x))").
c("current_op(1201,xfx,X)", "domain_error(operator_priority,1201)").
c("current_op(a,xfx,X)", "domain_error(operator_priority,a)").
c("current_op(P,yfy,X)", "domain_error(operator_specifier,yfy)").
c("current_op(P,1,X)", "domain_error(operator_specifier,1)").
c("current_op(P,xfx,1)", "type_error(atom,1)").
c("current_op(P,xfx,f(x))", "type_error(atom,f(x))").
c("current_op(1200,fx,X)", "X=:-; X=?-").
c("current_op(P,T,mod)", "P=400, T=yfx").
c("current_op(-1,T,mod)", "domain_error(operator_priority,-1)").
c("op(30,xfy,++), op(0,xfy,++)", "true").
c("op(max,xfy,++)", "type_error(integer,max)").
c("op(30,_,++)", "instantiation_error").
c("op(-30,xfy,++)", "domain_error(operator_priority,-30)").
c("op(1201,xfy,++)", "domain_error(operator_priority,1201)").
c("op(30,XFY,++)", "instantiation_error").
c("op(30,yfy,++)", "domain_error(operator_specifier,yfy)").
c("op(30,xfy,_)", "instantiation_error").
c("op(30,xfy,0)", "type_error(list,0)").
c("op(30,xfy,[a|_])", "instantiation_error").
c("op(30,xfy,[1])", "type_error(atom,1)").
c("op(30,xfy,(','))", "permission_error(modify,operator,',')").
c("op(30,xfy,[++,(',')])", "permission_error(modify,operator,',')").
c("op(_,_,_)", "instantiation_error").
c("char_conversion('&',X)", "instantiation_error").
c("char_conversion(X,a)", "instantiation_error").
c("char_conversion(ab,c)", "type_error(character,ab)").
c("char_conversion(1,c)", "type_error(character,1)").
c("current_char_conversion(a,X)", "X=a").
c("current_char_conversion(ab,X)", "type_error(character,ab)").
c("current_char_conversion(1,X)", "type_error(character,1)").
c("once(!)", "true").
c("once((X=1;X=2))", "X=1").
c("once(fail)", "false").
c("once(3)", "type_error(callable,3)").
c("once(X)", "instantiation_error").
c("ignore(fail)", "true").
c("ignore((X=1;X=2))", "X=1").
c("ignore(X)", "instantiation_error").
c("call((fail;true),1)", "existence_error(procedure,(;)/3)").
c("call(mem,X,[1,2])", "X=1; X=2").
c("call(mem(X),[1,2])", "X=1; X=2").
c("call(1,2)", "type_error(callable,1)").
c("call(X,2)", "instantiation_error").
c("call((a,b),c)", "existence_error(procedure,(',')/3)").
c("call(f(x),1,2)", "existence_error(procedure,f/3)").
c("call(\"a\",1)", "type_error(callable,\"a\")").
c("call((:-),a,b)", "existence_error(procedure,(:-)/2)").
c("false", "false").
c("true", "true").
c("repeat, !", "true").
c("forall(fail,true)", "true").
c("forall(mem(X,[1,2]),X>0)", "X=A").
c("forall(X,true)", "instantiation_error").
c("forall(fail,1)", "true").
c("keysort([1-1,1-1],S)", "S=[1-1,1-1]").
c("keysort([2-99,1-a,3-f(_),1-z,1-a,2-44],S)", "S=[1-a,1-z,1-a,2-99,2-44,3-f(A)]").
c("keysort([X-1,1-1],[2-1,1-1])", "X=2").
c("keysort(X,S)", "instantiation_error").
c("keysort([a|X],S)", "instantiation_error").
c("keysort([a],S)", "type_error(pair,a)").
c("keysort([a-1|b],S)", "type_error(list,[a-1|b])").
c("keysort([a,b],S)", "type_error(pair,a)").
c("keysort([X],S)", "instantiation_error").
c("keysort([2-1,1-2],[a|b])", "type_error(pair,a)").
c("keysort([2-1,1-2],[a])", "type_error(pair,a)").
c("keysort([2-1],[X|3])", "type_error(list,[A|3])").
c("sort([1,1],S)", "S=[1]").
c("sort([c,a,b,a],S)", "S=[a,b,c]").
c("sort(X,S)", "instantiation_error").
c("sort([a|X],S)", "instantiation_error").
c("sort([a|b],S)", "type_error(list,[a|b])").
c("sort([],foo)", "type_error(list,foo)").
c("sort([b,a],[X|c])", "type_error(list,[A|c])").
c("sort(foo,S)", "type_error(list,foo)").
c("msort([c,a,b,a],S)", "S=[a,a,b,c]").
c("msort(X,S)", "instantiation_error").
c("predsort(compare,[c,a,b,a],S)", "S=[a,b,c]").
c("sort(0,@>=,[1,3,2,3],L)", "L=[3,3,2,1]").
c("sort(0,@>,[1,3,2,3],L)", "L=[3,2,1]").
c("sort(1,@<,[f(2),f(1)],L)", "L=[f(1),f(2)]").
c("sort(1,@=<,[f(2),f(1),f(2)],L)", "L=[f(1),f(2),f(2)]").
c("sort(2,@<,[f(2)],L)", "type_error(compound,f(2))").
c("sort(0,foo,[a],L)", "domain_error(order,foo)").
c("sort(X,@<,[a],L)", "instantiation_error").
c("sort(-1,@<,[a],L)", "type_error(integer,-1)").
c("sort(a,@<,[a],L)", "type_error(integer,a)").
c("sort(1,@<,[a],L)", "type_error(compound,a)").
c("sort(0,X,[a],L)", "instantiation_error").
c("sort(0,@<,[a|X],L)", "instantiation_error").
c("sort(0,@<,[a|b],L)", "type_error(list,[a|b])").
c("length(L,2)", "L=[A,B]").
c("length([a,b],N)", "N=2").
c("length([a|X],3)", "X=[A,B]").
c("length(L,-1)", "domain_error(not_less_than_zero,-1)").
c("length(L,a)", "type_error(integer,a)").
c("length([a|b],N)", "type_error(list,[a|b])").
c("length(a,N)", "type_error(list,a)").
c("length(L,1.0)", "type_error(integer,1.0)").
c("length([a|X],N)", "X=[], N=1; X=[A], N=2; X=[A,B], N=3; X=[A,B,C], N=4; X=[A,B,C,D], N=5; X=[A,B,C,D,E], N=6").
c("length(L,L)", "false").
c("length([a,b|L],L)", "false").
c("length([a],-1)", "domain_error(not_less_than_zero,-1)").
c("length([a|X],0)", "false").
c("get_char(X,Y)", "instantiation_error").
c("get_char(foo,Y)", "existence_error(stream,foo)").
c("get_char(user_output,X)", "permission_error(input,stream,user_output)").
c("get_code(user_output,X)", "permission_error(input,stream,user_output)").
c("put_char(X)", "instantiation_error").
c("put_char(ab)", "type_error(character,ab)").
c("put_char(1)", "type_error(character,1)").
c("put_char(user_input,a)", "permission_error(output,stream,user_input)").
c("put_char(foo,a)", "existence_error(stream,foo)").
c("put_char(X,a)", "instantiation_error").
c("put_code(X)", "instantiation_error").
c("put_code(a)", "type_error(integer,a)").
c("put_code(-1)", "representation_error(character_code)").
c("put_code(user_input,97)", "permission_error(output,stream,user_input)").
c("put_byte(X)", "instantiation_error").
c("put_byte(a)", "type_error(byte,a)").
c("put_byte(256)", "type_error(byte,256)").
c("put_byte(-1)", "type_error(byte,-1)").
c("put_byte(user_output,1)", "permission_error(output,text_stream,user_output)").
c("nl(X)", "instantiation_error").
c("nl(foo)", "existence_error(stream,foo)").
c("nl(user_input)", "permission_error(output,stream,user_input)").
c("write(X,a)", "instantiation_error").
c("write(foo,a)", "existence_error(stream,foo)").
c("write(user_input,a)", "permission_error(output,stream,user_input)").
c("write(1,a)", "domain_error(stream_or_alias,1)").
c("write(f(a),a)", "domain_error(stream_or_alias,f(a))").
c("writeq(foo,a)", "existence_error(stream,foo)").
c("print(foo,a)", "existence_error(stream,foo)").
c("flush_output(X)", "instantiation_error").
c("flush_output(foo)", "existence_error(stream,foo)").
c("flush_output(user_input)", "permission_error(output,stream,user_input)").
c("current_input(foo)", "domain_error(stream,foo)").
c("current_input(1)", "domain_error(stream,1)").
c("current_output(foo)", "domain_error(stream,foo)").
c("current_output(user_output)", "domain_error(stream,user_output)").
c("set_input(X)", "instantiation_error").
c("set_input(foo)", "existence_error(stream,foo)").
c("set_input(1)", "domain_error(stream_or_alias,1)").
c("set_input(user_output)", "permission_error(input,stream,user_output)").
c("set_output(user_input)", "permission_error(output,stream,user_input)").
c("set_output(foo)", "existence_error(stream,foo)").
c("open(X,read,S)", "instantiation_error").
c("open(f,X,S)", "instantiation_error").
c("open(f,read,S,X)", "instantiation_error").
c("open(f,read,S,[type(text)|X])", "instantiation_error").
c("open(f,read,S,[bar,X])", "instantiation_error").
c("open(f,1,S)", "type_error(atom,1)").
c("open(f,read,S,type(text))", "type_error(list,type(text))").
c("open(f,bar,S)", "domain_error(io_mode,bar)").
c("open(f(1,2),read,S)", "domain_error(source_sink,f(1,2))").
c("open(1,read,S)", "domain_error(source_sink,1)").
c("close(X)", "instantiation_error").
c("close(foo)", "existence_error(stream,foo)").
c("close(1)", "domain_error(stream_or_alias,1)").
c("close(user_input,X)", "instantiation_error").
c("close(user_input,[X])", "instantiation_error").
c("close(user_input,[force(true)|X])", "instantiation_error").
c("close(user_input,[foo])", "domain_error(close_option,foo)").
c("close(user_input,foo)", "type_error(list,foo)").
c("close(user_input,[force(maybe)])", "domain_error(close_option,force(maybe))").
c("at_end_of_stream(X)", "instantiation_error").
c("at_end_of_stream(foo)", "existence_error(stream,foo)").
c("at_end_of_stream(1)", "domain_error(stream_or_alias,1)").
c("stream_property(X,foo)", "domain_error(stream_property,foo)").
c("stream_property(foo,X)", "existence_error(stream,foo)").
c("stream_property(1,X)", "domain_error(stream,1)").
c("stream_property(S,1)", "domain_error(stream_property,1)").
c("stream_property(S,foo(X))", "domain_error(stream_property,foo(A))").
c("set_stream_position(X,Y)", "instantiation_error").
c("set_stream_position(foo,Y)", "instantiation_error").
c("set_stream_position(user_input,Y)", "instantiation_error").
c("set_stream_position(user_input,foo)", "domain_error(stream_position,foo)").
c("read(foo,T)", "existence_error(stream,foo)").
c("read_term(user_input,T,X)", "instantiation_error").
c("read_term(user_input,T,foo)", "type_error(list,foo)").
c("read_term(user_input,T,[foo|X])", "instantiation_error").
c("read_term(user_input,T,[foo,bar])", "domain_error(read_option,foo)").
c("read_term(user_input,T,[X])", "instantiation_error").
c("read_term(user_input,T,[variables(X)|foo])", "type_error(list,[variables(A)|foo])").
c("read_term(user_output,T,[])", "permission_error(input,stream,user_output)").
c("read_term(X,T,[])", "instantiation_error").
c("read(user_output,T)", "permission_error(input,stream,user_output)").
c("write_term(1,X)", "instantiation_error").
c("write_term(1,[quoted(true)|X])", "instantiation_error").
c("write_term(1,[quoted(true),X])", "instantiation_error").
c("write_term(1,2)", "type_error(list,2)").
c("write_term(1,[quoted(true)|2])", "type_error(list,[quoted(true)|2])").
c("write_term(1,[quoted(true),2])", "domain_error(write_option,2)").
c("write_term(1,[quoted(X)])", "instantiation_error").
c("write_term(1,[quoted(maybe)])", "domain_error(write_option,quoted(maybe))").
c("write_term(1,[foo(true)])", "domain_error(write_option,foo(true))").
c("write_term(foo,1,[])", "existence_error(stream,foo)").
c("write_term([1,2,3],[])", "[1,2,3]true").
c("write_term([1,2],[ignore_ops(true)])", "[1,2]true").
c("write_term(1+2,[ignore_ops(true)])", "+(1,2)true").
c("write_term({a},[ignore_ops(true)])", "{a}true").
c("write_term((a:-b,c),[ignore_ops(true)])", ":-(a,,(b,c))true").
c("write_term('$VAR'(1),[numbervars(true)])", "Btrue").
c("write_term('$VAR'(1),[numbervars(false),quoted(true)])", "'$VAR'(1)true").
c("write_term('$VAR'(51),[numbervars(true)])", "Z1true").
c("write_term('$VAR'('X'),[numbervars(true),quoted(true)])", "'$VAR'('X')true").
c("write_term('a b',[quoted(true)])", "'a b'true").
c("write_term('a b',[quoted(false)])", "a btrue").
c("write_term([a,'B'],[quoted(true),max_depth(2)])", "[a|...]true").
c("write_term(X,[variable_names(['X'=X,'Z'=X])])", "XX=A").
c("write_term(X,[variable_names(foo)])", "domain_error(write_option,variable_names(foo))").
c("write_term(X,[variable_names(N)])", "instantiation_error").
c("write_term(X,[variable_names([N])])", "instantiation_error").
c("write_term(X,[variable_names([N=X])])", "instantiation_error").
c("write_term(X,[variable_names([1=X])])", "domain_error(write_option,variable_names([1=A]))").
c("write_term(X,[variable_names(['X'=X|T])])", "instantiation_error").
c("write_term(X,[variable_names(['X'=X|foo])])", "domain_error(write_option,variable_names(['X'=A|foo]))").
c("write_term(X,[variable_names(['1'=X])])", "domain_error(write_option,variable_names(['1'=A]))").
c("write_term(X,[variable_names([a=X])])", "domain_error(write_option,variable_names([a=A]))").
c("write_term(X,[variable_names(['_'=X])])", "_X=A").
c("write_term(X,[variable_names(['X y'=X])])", "domain_error(write_option,variable_names(['X y'=A]))").
c("write_term(X,[variable_names(['X'=X]),variable_names(['Y'=X])])", "YX=A").
c("write_term('$VAR'(1),[variable_names([])])", "$VAR(1)true").
c("write_term(T,[variable_names(['X'=T]),quoted(true)])", "XT=A").
c("write_term([a,b,c,d,e,f,g,h,i,j,k,l],[max_depth(5)])", "[a,b,c,d|...]true").
c("write_term(f(f(f(f(f(a))))),[max_depth(3)])", "f(f(f(...)))true").
c("write_term(1+2+3+4+5+6,[max_depth(3)])", "... + ... + 5+6true").
c("write_term([a,b],[dotlists(true)])", "[a,b]true").
c("write_term(f(a,b),[spacing(next_argument)])", "f(a, b)true").
c("write_term([a,b|c],[spacing(next_argument)])", "[a, b|c]true").
c("write_term((a:-b,c;d->e),[spacing(next_argument)])", "a:-b, c;d->etrue").
c("write_term(- 1,[])", "-1true").
c("write_term(1 - -1,[])", "1- -1true").
c("write_term(\"abc\",[quoted(true)])", "\"abc\"true").
c("write_term({a,b},[brace_terms(true)])", "{a,b}true").
c("write_term(a,[fullstop(true)])", "a. true").
c("write_term(f(x),[fullstop(true),nl(true)])", "f(x).
true").
c("write_term(+,[fullstop(true)])", "+ . true").
c("write_canonical([a,'B'|c])", "[a,'B'|c]true").
c("write_canonical('$VAR'(1))", "'$VAR'(1)true").
c("write_canonical({x})", "{}(x)true").
c("write_canonical(- 1)", "-1true").
c("write_canonical(-(1))", "-(1)true").
c("write_canonical(1-2)", "-(1,2)true").
c("write_canonical(\"abc\")", "\"abc\"true").
c("print('$VAR'(1))", "Btrue").
c("print(\"abc\")", "\"abc\"true").
c("print('A b')", "'A b'true").
c("write(\"abc\")", "abctrue").
c("write('A'+'b c')", "A+b ctrue").
c("write(-(1))", "- (1)true").
c("write(- a)", "-atrue").
c("write(1-(-1))", "1- -1true").
c("write({a})", "{a}true").
c("write((a,b))", "a,btrue").
c("write([a|b])", "[a|b]true").
c("write('$VAR'(3))", "Dtrue").
c("write(a:b:c)", "a:b:ctrue").
c("write((a:-b))", "a:-btrue").
c("write(f(:-))", "f(:-)true").
c("write([(a:-b)])", "[(a:-b)]true").
c("write(-(-(1)))", "- - (1)true").
c("write(1.0)", "1.0true").
c("write(- (- a))", "- -atrue").
