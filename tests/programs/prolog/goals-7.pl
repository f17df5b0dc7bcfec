% Streams and writing: each line is a goal and what it writes, its solutions (at most six) or its error.
% expect: 142 checks
:- include('../../libraries/prolog/goals').

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
